import { describe, expect, it } from 'vitest';
import { assessPages, CLICK, codes, page } from './helpers.ts';

const INNOCENT = 'https://img.example/t?e=abc';
const b64 = (text: string): string => Buffer.from(text).toString('base64');

/** Each disguise is a function of the address, so that its twin has the same markup and an innocent target. */
const stuffing: [string, (url: string) => string][] = [
  ['visible iframe', (u) => `<iframe src="${u}"></iframe>`],
  ['upper case, newline inside, trailing dot', (u) => `<IFRAME SRC="\n${u.replace('https', 'HT\nTPS').replace(/(\.com|\.example)/, '$1.')}"></IFRAME>`],
  ['protocol-relative', (u) => `<img src=${u.replace('https:', '')}>`],
  ['entities', (u) => `<img src="${[...u].map((c) => `&#${c.charCodeAt(0)};`).join('')}">`],
  ['user name in front of the host', (u) => `<img src="${u.replace('//', '//x@')}">`],
  ['port', (u) => `<img src="${u.replace('/t?', ':8443/t?')}">`],
  ['base href', (u) => `<base href="${u.replace('/t?e=abc', '/')}"><img src="t?e=1">`],
  ['srcset', (u) => `<img srcset="/a.png 1x, ${u} 2x">`],
  ['script src', (u) => `<script src="${u}"></script>`],
  ['embed', (u) => `<embed src="${u}">`],
  ['object', (u) => `<object data="${u}"></object>`],
  ['prefetch', (u) => `<link rel="prefetch" href="${u}">`],
  ['stylesheet', (u) => `<link rel=stylesheet href="${u}">`],
  ['style attribute', (u) => `<div style="background:url('${u}')">x</div>`],
  ['style sheet with escape', (u) => `<style>a{background:u/**/rl(x)} b{background:url(\\68ttps${u.slice(5)})}</style>`],
  ['background attribute', (u) => `<table background="${u}"><tr><td>x</td></tr></table>`],
  ['input image', (u) => `<input type=image src="${u}">`],
  ['noscript', (u) => `<noscript><img src="${u}"></noscript>`],
  ['srcdoc', (u) => `<iframe srcdoc="&lt;img src='${u}'&gt;"></iframe>`],
  ['300 levels deep', (u) => `${'<div>'.repeat(300)}<iframe src="${u}"></iframe>`],
  ['document.write in pieces', (u) => `<script>document.write('<ifr'+'ame src="${u}"></ifr'+'ame>')</script>`],
  ['document.write of unescape', (u) => `<script>document.write(unescape('${escape(`<iframe src="${u}"></iframe>`)}'))</script>`],
  ['new Image', (u) => `<script>var i=new Image();i.src='${u}';</script>`],
  ['createElement and variable', (u) => `<script>(function(){var u="${u}";var f=document.createElement('iframe');f.src=u;document.body.appendChild(f)})()</script>`],
  ['atob in onload', (u) => `<script>window.onload=function(){document.createElement('img').src=atob('${b64(u)}')}</script>`],
  ['char codes', (u) => `<script>new Image().src=String.fromCharCode(${[...u].map((c) => c.charCodeAt(0)).join(',')})</script>`],
];

const redirects: [string, (url: string) => string][] = [
  ['meta refresh', (u) => `<meta http-equiv="refresh" content="0;url=${u}">`],
  ['meta refresh in quotes and capitals', (u) => `<META HTTP-EQUIV=Refresh CONTENT="3; URL='${u}'">`],
  ['location', (u) => `<script>location="${u}"</script>`],
  ['top.location.href', (u) => `<script>top.location.href = '${u}';</script>`],
  ['replace', (u) => `<script>window.location.replace('${u.slice(0, 12)}' + '${u.slice(12)}')</script>`],
  ['bracket', (u) => `<script>window['location']['href']='${u}'</script>`],
  ['timer with code', (u) => `<script>setTimeout("location.href='${u}'",1000)</script>`],
  ['timer with function by name', (u) => `<script>function go(){location.href='${u}'} setTimeout(go, 500)</script>`],
  ['body onload', (u) => `<body onload="go()"><script>function go(){location.href='${u}'}</script>`],
  ['window.open at load', (u) => `<script>window.open('${u}')</script>`],
  ['unknown end', (u) => `<script>location.href='${u}&x='+Math.random()</script>`],
  ['form that submits itself', (u) => `<form id=f action="${u}"></form><script>document.getElementById('f').submit()</script>`],
  ['link that clicks itself', (u) => `<a id=k href="${u}">x</a><script>document.getElementById('k').click()</script>`],
];

describe('cookie stuffing', () => {
  it.each(stuffing)('%s is found, its innocent twin is not', (_name, markup) => {
    expect(codes(markup(CLICK))).toEqual(['cookie_stuffing']);
    expect(codes(markup(INNOCENT))).toEqual([]);
  });

  it.each([
    ['plain link', `<a href="${CLICK}">buy</a>`],
    ['comment', `<!-- <iframe src="${CLICK}"></iframe> -->`],
    ['template', `<template><iframe src="${CLICK}"></iframe></template>`],
    ['textarea', `<textarea><iframe src="${CLICK}"></iframe></textarea>`],
    ['escaped code', `<pre>&lt;iframe src="${CLICK}"&gt;</pre>`],
    ['data attribute', `<div data-href="${CLICK}"></div><img src="/x.png" data-src="${CLICK}">`],
    ['dns-prefetch', '<link rel="dns-prefetch" href="//s.click.taobao.com">'],
    ['host as user name', '<img src="http://s.click.taobao.com@img.example/x.png">'],
    ['host as prefix', '<img src="https://s.click.taobao.com.evil.example/x.png">'],
    ['goods picture and tkapi', '<img src="https://item.taobao.com/x.jpg"><script src="https://a.alimama.cn/tkapi.js"></script><script src="https://p.tanx.com/ex?i=mm_9_9_9"></script>'],
    ['JSON', `<script type="application/json">{"src":"${CLICK}"}</script>`],
    ['image made by a click', `<a onclick="new Image().src='${CLICK}'">x</a><script>document.onclick=function(){new Image().src='${CLICK}'}</script>`],
    ['comment in a script', `<script>// new Image().src='${CLICK}'\n/* location='${CLICK}' */</script>`],
  ])('%s is no violation', (_name, markup) => expect(codes(markup)).toEqual([]));

  it('is found in two steps, with the jump in the evidence', () => {
    const jump = page('', { url: 'https://site.example/jump.php?id=1', role: 'jump', status: 302, stoppedAt: CLICK, chain: [{ url: 'https://site.example/jump.php?id=1', status: 302, location: CLICK }] });
    const stuffed = assessPages([page('<img width=1 src="/jump.php?id=1">'), jump]).violations.find((violation) => violation.code === 'cookie_stuffing');
    expect(stuffed?.evidence[0]).toMatchObject({ selector: 'img', html: '<img width=1 src="/jump.php?id=1">', sha256: 'aa' });
    expect(stuffed?.evidence[0]?.note).toContain(CLICK);
    expect(assessPages([page('<a href="/jump.php?id=1">buy</a>'), jump]).violations.map((v) => v.code)).not.toContain('cookie_stuffing');
  });
});

describe('forced redirect', () => {
  it.each(redirects)('%s is found, its innocent twin is not', (_name, markup) => {
    expect(codes(markup(CLICK))).toEqual(['forced_redirect']);
    expect(codes(markup(INNOCENT))).toEqual([]);
  });

  it.each([
    ['onclick attribute', `<a onclick="location.href='${CLICK}'">x</a>`],
    ['click listener', `<script>b.addEventListener('click',function(){location.href='${CLICK}'})</script>`],
    ['jQuery click', `<script>$(function(){$('.b').click(function(){location.href='${CLICK}'});$('.c').on('click',()=>window.open('${CLICK}'))})</script>`],
    ['function that nobody calls', `<script>function go(){location.href='${CLICK}'}</script><a onclick="go()">x</a>`],
    ['asked first', `<script>if(confirm('?')){location.href='${CLICK}'}</script>`],
    ['comparison', `<script>if(location.href=='${CLICK}'){x()}</script>`],
    ['unknown host', `<script>location.href=host+'/s.click.taobao.com/'</script>`],
    ['address in a variable only', `<script>var location_url='${CLICK}';var q={location:'${CLICK}'}</script>`],
  ])('%s is no violation', (_name, markup) => expect(codes(markup)).toEqual([]));

  it('by 30x counts on a landing page and not on a jump page', () => {
    const hop = { stoppedAt: CLICK, status: 302, chain: [{ url: 'https://site.example/', status: 302, location: CLICK }] };
    expect(assessPages([page('', hop)]).violations.map((v) => v.code)).toEqual(['forced_redirect']);
    const found = assessPages([page('<p>京ICP备12345678号</p>'), page('', { ...hop, url: 'https://site.example/go', role: 'jump' })]);
    expect(found.violations).toEqual([]);
  });
});
