import type { PageView } from './view.ts';

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳台';
const ICP = new RegExp(`[${PROVINCES}]\\s{0,3}ICP\\s{0,3}(?:备案|备|证)\\s{0,3}(?:字)?\\s{0,3}(?:第)?\\s{0,3}\\d{6,10}\\s{0,3}号?(?:\\s{0,2}[-–—]\\s{0,2}\\d{1,4})?`, 'i');
const SECURITY = /公网安备\s{0,3}(?:第)?\s{0,3}(\d{11,14})/;

/** The ICP filing number on a page, in the text or in its source (footers are often written by scripts); full-width forms too. */
export function icpNumber(page: PageView): string | null {
  for (const text of [page.text, page.input.html]) {
    const found = search(text, /ICP|ＩＣＰ/gi, 20, 60, ICP);
    if (found !== null) return found;
  }
  return null;
}

/** The public-security filing number (公网安备, 11-14 digits). */
export function securityNumber(page: PageView): string | null {
  return search(page.text, /公网安备/g, 0, 40, SECURITY);
}

function search(text: string, anchor: RegExp, before: number, after: number, pattern: RegExp): string | null {
  let tries = 0;
  for (const match of text.matchAll(anchor)) {
    if (++tries > 200) return null;
    const near = text.slice(Math.max(0, match.index - before), match.index + after).replace(/<[^<>]{0,200}>|&nbsp;/g, '').normalize('NFKC');
    const found = pattern.exec(near);
    if (found) return found[0].replace(/\s/g, '');
  }
  return null;
}
