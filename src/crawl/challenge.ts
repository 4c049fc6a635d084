/** Longer pages have content of their own, whatever else they carry. */
const MAX_CHALLENGE_CHARS = 30_000;
/** Aliyun's and Incapsula's script challenges, and what Chinese WAFs put in the title. */
const MARKS = [/\bacw_sc__v[23]\b/, /\/_Incapsula_Resource\?/, /<title>[^<]{0,20}(安全验证|访问验证|人机验证|滑动验证|安全检查)[^<]{0,20}<\/title>/i, /<title>(Just a moment\.\.\.|Attention Required! \| Cloudflare)<\/title>/i];

/** True for a captcha or script challenge that stands where the page should be: unverifiable, not thin content. */
export function isChallenge(headers: Record<string, string>, text: string): boolean {
  if (headers['cf-mitigated'] === 'challenge') return true;
  return text.length <= MAX_CHALLENGE_CHARS && MARKS.some((mark) => mark.test(text));
}
