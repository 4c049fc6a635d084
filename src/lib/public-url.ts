import type { Config } from './config.ts';

/** How people and mails reach this installation, without a slash at the end. */
export function publicUrl(config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT'>): string {
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST;
  return (config.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${config.PORT}`).replace(/\/+$/, '');
}

/** The bare address of MAIL_FROM, to which affiliates write. */
export function contactAddress(config: Pick<Config, 'MAIL_FROM'>): string {
  return /<([^<>]+)>\s*$/.exec(config.MAIL_FROM)?.[1] ?? config.MAIL_FROM.trim();
}
