import { evidenceOf } from '../page/evidence.ts';
import { MAX_EVIDENCE, type ViolationRule } from '../rule.ts';
import { chainTarget, type SiteView } from '../site.ts';

/** Nothing could be read: robots, 403, captcha, time-out, DNS. Never a conviction; the score is unknown. */
export const unverifiable: ViolationRule = {
  code: 'unverifiable',
  level: 'none',
  title: { 'zh-CN': '暂时无法核验', en: 'Could not be verified' },
  remedy: {
    'zh-CN': '我们没能打开您的网站，因此没有评分，也不视为违规。请确认网址可以访问，并在 robots.txt、防火墙和验证码设置中允许 TuiguanBot 访问，然后申请复审。',
    en: 'We could not open your site, so there is no score and nothing is held against you. Please check that the address answers, and let TuiguanBot in (robots.txt, firewall, captcha); then ask for a re-review.',
  },
  find,
};

function find(site: SiteView): ReturnType<ViolationRule['find']> {
  if (site.content.length > 0 || site.pages.some((page) => chainTarget(page) !== null)) return null;
  const evidence = site.pages.slice(0, MAX_EVIDENCE).map((page) =>
    evidenceOf(page.input, { value: page.input.failure ?? (page.input.status === null ? 'empty' : `HTTP ${page.input.status}`), threshold: 'a page that can be read' }),
  );
  return { level: 'none', evidence };
}
