/** The mailbox page's own style sheet: served as a file, since its pages allow no inline styles. */
export const MAILBOX_STYLE = `
:root { color-scheme: light dark; --ink: #1d2421; --soft: #68706c; --line: #dfe4e1; --paper: #fff; --ground: #f4f6f5; --accent: #0f6b5c; }
@media (prefers-color-scheme: dark) { :root { --ink: #dfe5e2; --soft: #97a19c; --line: #333b37; --paper: #1c211f; --ground: #131715; --accent: #6fcab8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.6 -apple-system, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Segoe UI", Arial, sans-serif; }
header { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding: 12px 24px; font-size: 14px; border-bottom: 1px solid var(--line); background: var(--paper); }
header a { color: var(--soft); text-decoration: none; }
.brand { display: flex; align-items: center; gap: 10px; color: var(--ink); font-weight: 600; font-size: 16px; }
.brand small { color: var(--soft); font-weight: 400; }
.mark { display: grid; place-items: center; width: 30px; height: 30px; border-radius: 9px; background: var(--accent); color: var(--paper); }
main { max-width: 1040px; margin: 24px auto; padding: 0 24px; }
a { color: var(--accent); }
h1 { font-size: 21px; line-height: 1.4; margin: 8px 0 16px; text-wrap: balance; }
td a { text-decoration: none; } td a:hover { text-decoration: underline; } td a:visited { color: var(--soft); }
.search { display: flex; gap: 8px; align-items: center; flex-wrap: wrap; margin-bottom: 16px; }
.search input { flex: 1 1 240px; max-width: 420px; padding: 8px 12px; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 6px; }
.search button { padding: 8px 16px; font: inherit; color: var(--paper); background: var(--accent); border: 0; border-radius: 6px; cursor: pointer; }
.count, .empty, .when { color: var(--soft); }
table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid var(--line); vertical-align: top; word-break: break-word; }
th { font-weight: 500; font-size: 13px; color: var(--soft); }
.when { white-space: nowrap; font-variant-numeric: tabular-nums; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 20px; margin: 0 0 20px; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; word-break: break-all; }
iframe { display: block; width: 100%; height: 780px; color-scheme: light dark; border: 1px solid var(--line); background: var(--paper); }
iframe.long { height: 1400px; }
.alone span { color: var(--soft); font-size: 13px; }
details { margin: 16px 0; } summary { cursor: pointer; color: var(--soft); }
pre { white-space: pre-wrap; word-break: break-word; background: var(--paper); border: 1px solid var(--line); padding: 16px; font-size: 13px; }
@media (max-width: 640px) {
  main { padding: 0 14px; margin: 16px auto; } header { padding: 10px 14px; } iframe { height: 1000px; } iframe.long { height: 1760px; }
  .search input { flex-basis: 100%; max-width: none; }
  thead { display: none; } tr { display: grid; grid-template-columns: minmax(0, 1fr) max-content; gap: 2px 10px; padding: 10px 14px; border-bottom: 1px solid var(--line); }
  td { padding: 0; border: 0; } td:first-child { grid-column: 1 / -1; } td.to, td.when { font-size: 13px; color: var(--soft); }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dt { font-size: 13px; } .facts dd { margin-bottom: 8px; } .alone span { display: block; }
}
`;
