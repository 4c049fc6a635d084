/** The style of the documentation, light and dark by the reader's own setting. */
export const STYLE = `
:root{--bg:#fff;--soft:#f6f7f9;--line:#e3e6eb;--text:#171b22;--dim:#5b6472;--link:#0b6656;--brand:#0f6b5c;--onbrand:#fff;--code:#10151f;--codetext:#d7deea;
--get:#0a7c4a;--post:#1f5fd0;--put:#9a5b00;--patch:#9a5b00;--delete:#c02c38;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--bg:#0f1319;--soft:#171d26;--line:#28303c;--text:#e6eaf0;--dim:#98a3b3;--link:#6fcab8;--brand:#6fcab8;--onbrand:#10231e;--code:#171d26;--codetext:#d7deea;
--get:#4fce94;--post:#7fb0ff;--put:#f0b65a;--patch:#f0b65a;--delete:#ff8089}}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:5rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;overflow-wrap:break-word;background:var(--bg);color:var(--text);font:16px/1.6 -apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
a{color:var(--link);text-decoration:none}a:hover{text-decoration:underline}:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:4px}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.86em}p code,li code{background:var(--soft);border:1px solid var(--line);border-radius:5px;padding:.06em .35em;overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.6rem;z-index:9;background:var(--bg);padding:.4rem .8rem}
.top{position:sticky;top:0;z-index:5;display:flex;align-items:center;justify-content:space-between;gap:1rem;padding:.7rem clamp(1rem,3vw,2rem);background:var(--bg);border-bottom:1px solid var(--line)}
.top nav{display:flex;gap:1.4rem;font-size:.93rem;white-space:nowrap}.top nav a{color:var(--dim)}.top nav a:hover{color:var(--text)}
.brand{display:flex;align-items:center;gap:.6rem;color:var(--text);font-weight:650}.brand:hover{text-decoration:none}.brand small{color:var(--dim);font-weight:450}
.mark{display:grid;place-items:center;width:1.9rem;height:1.9rem;border-radius:9px;background:var(--brand);color:var(--onbrand);font-size:1.02rem}
h1{font-size:clamp(1.7rem,3.4vw,2.3rem);line-height:1.2;letter-spacing:-.02em;margin:0 0 1rem}h1 small{font-size:.5em;color:var(--dim);font-weight:450;letter-spacing:0}
h2{font-size:1.35rem;letter-spacing:-.01em;margin:2.4rem 0 .5rem}h3{font-size:1.12rem;margin:0 0 .5rem}h4{font-size:.82rem;margin:1.3rem 0 .4rem;color:var(--dim);font-weight:600}
h1 span,h2 span,h3 span{color:var(--dim);font-weight:450;font-size:.78em}h3 a{color:inherit}h3 span{white-space:nowrap}.any{overflow-wrap:anywhere}.meta{color:var(--dim);font-size:.92rem}
.narrow main{max-width:60rem;margin:0 auto;padding:2.6rem clamp(1rem,3vw,2rem) 5rem}.hero{padding:1.5rem 0 1rem;max-width:46rem}.hero p{font-size:1.06rem;margin:.4rem 0;color:var(--dim)}
.cards{list-style:none;margin:1.6rem 0;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,17rem),1fr))}
.cards li{border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.2rem;background:var(--soft);overflow-wrap:anywhere}.cards p{margin:.4rem 0 0;color:var(--dim);font-size:.93rem}.cards code{background:none;border:0;padding:0}.cards span{color:var(--dim)}.cards p+p{margin-top:.1rem}
.noticed{border-top:1px solid var(--line);margin-top:2.4rem}.noticed h2 span{color:inherit;font:inherit}.noticed ol{padding-left:1.3rem;max-width:46rem}.noticed li{margin:.35rem 0}.noticed ol+ol{color:var(--dim);font-size:.95rem}
.status{font-style:normal;font-weight:650;font-size:.8em;margin-right:.55rem;padding:.12em .5em;border-radius:7px;background:var(--line);color:var(--text);font-variant-numeric:tabular-nums}.s5{color:var(--delete)}.s4{color:var(--put)}
.columns{display:grid;grid-template-columns:19rem minmax(0,1fr)}
aside{border-right:1px solid var(--line)}aside nav{position:sticky;top:3.7rem;max-height:calc(100vh - 3.7rem);overflow:auto;padding:1.2rem 1rem 3rem;font-size:.88rem}
aside h2{font-size:.8rem;margin:1.1rem 0 .3rem .5rem}aside h2 a{color:var(--dim)}aside ul{list-style:none;margin:0;padding:0}aside li a{display:flex;gap:.55rem;padding:.26rem .5rem;border-radius:8px;color:var(--text);line-height:1.4}aside li a:hover{background:var(--soft);text-decoration:none}
.m{font:700 .68rem/1.5 ui-monospace,Menlo,Consolas,monospace;font-style:normal;flex:none;width:2.9rem;padding-top:.12rem}
.m.get{color:var(--get)}.m.post{color:var(--post)}.m.put{color:var(--put)}.m.patch{color:var(--patch)}.m.delete{color:var(--delete)}
.wide main{padding:2.4rem clamp(1rem,3vw,3rem) 6rem;max-width:86rem}.lead{max-width:48rem}.group>h2{margin-top:3.4rem;font-size:1.6rem}
article{display:grid;grid-template-columns:minmax(0,1fr);gap:1.2rem 2.2rem;padding:2rem 0;border-top:1px solid var(--line)}.words>p{max-width:46rem}
@media (min-width:1280px){article{grid-template-columns:minmax(0,1.25fr) minmax(0,1fr)}.try{position:sticky;top:5rem;align-self:start}}
.route{display:flex;align-items:center;gap:.5rem;margin:.2rem 0 .8rem}.route .m{width:auto;border:1px solid currentColor;border-radius:6px;padding:.05rem .45rem}.route code{background:none;border:0;font-size:.95rem;padding:0}
pre{background:var(--code);color:var(--codetext);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem;overflow:auto;margin:0 0 1rem;line-height:1.55;max-height:26rem}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th{text-align:left;font-weight:550;color:var(--dim);font-size:.8rem}th,td{padding:.42rem .8rem .42rem 0;border-bottom:1px solid var(--line);vertical-align:top}td:first-child{white-space:nowrap}.type{color:var(--dim);font-size:.85rem;overflow-wrap:anywhere;min-width:8rem}
.deep1{padding-left:1rem}.deep2{padding-left:2rem}.deep3{padding-left:3rem}.deep4{padding-left:4rem}.must{color:var(--delete);font-size:.72rem;font-weight:600;margin-left:.5rem}
details{margin-top:1.2rem}summary{cursor:pointer;font-size:.82rem;font-weight:600;color:var(--dim)}
.codes{display:flex;flex-wrap:wrap;gap:.35rem .5rem;font-size:.76rem;margin:1.2rem 0 0}.codes b{color:var(--dim);font-weight:600;width:100%;font-size:.82rem}.codes a{border:1px solid var(--line);border-radius:999px;padding:.06rem .6rem;color:var(--text);font-family:ui-monospace,Menlo,Consolas,monospace}.codes i{font-style:normal;color:var(--dim);margin-right:.4rem}
@media (max-width:900px){.columns{grid-template-columns:minmax(0,1fr)}aside{border-right:0;border-bottom:1px solid var(--line)}aside nav{position:static;max-height:none;display:flex;gap:.3rem 1rem;flex-wrap:wrap;padding:.8rem 1rem}aside ul{display:none}aside h2{margin:0}}
@media (max-width:520px){.brand small,.top nav a:nth-child(3){display:none}.top nav{gap:1rem}.hero{padding-top:0}}
`;
