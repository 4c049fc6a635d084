import { type Assessment, judge, type JudgeInput, type PageInput, type ViolationCode } from '../../src/quality/index.ts';

export const CLICK = 'https://s.click.taobao.com/t?e=abc';

export function page(html: string, over: Partial<PageInput> = {}): PageInput {
  const url = over.url ?? 'https://site.example/';
  return { url, finalUrl: url, role: 'home', status: 200, html, headers: {}, chain: [], stoppedAt: null, failure: null, charset: 'utf-8', millis: 10, bytes: html.length, sha256: 'aa', fetchedAt: '2013-12-01T00:00:00.000Z', ...over };
}

export function assessPages(pages: PageInput[], over: Partial<JudgeInput> = {}): Assessment {
  return judge({ pages, memberId: '12345678', siteUrl: 'https://site.example/', ...over });
}

/** Codes found on one page that has an ICP number, so that only what the test is about can fire. */
export function codes(html: string, over: Partial<PageInput> = {}): ViolationCode[] {
  return assessPages([page(`${html}<p>京ICP备12345678号-1</p>`, over)]).violations.map((violation) => violation.code);
}
