import type { SessionRow } from '../../auth/index.ts';
import type { Translate, WordKey } from '../words/index.ts';

/** Browsers whose name differs between our languages; Chrome is Chrome in both. */
const NAMES: Record<string, WordKey> = { WeChat: 'account.device.wechat', Taobao: 'account.device.taobao', 'QQ Browser': 'account.device.qq', 'UC Browser': 'account.device.uc' };

/** A browser and what it runs on, in words. Whoever sends a user agent may make it up: a hint, and no more. */
export function deviceText({ browser, system }: SessionRow['device'], t: Translate): string {
  const key = browser === null ? undefined : NAMES[browser];
  const name = key === undefined ? browser : t(key);
  if (name !== null && system !== null) return t('account.device.both', { browser: name, system });
  return name ?? system ?? t('account.device.unknown');
}
