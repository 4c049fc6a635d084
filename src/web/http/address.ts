import type { WebContext } from './env.ts';

interface Socketed {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * Where a request comes from, for limits and for the list of sessions: the socket's own address, or what the outermost of
 * `proxies` trusted ones says. What stands further left in X-Forwarded-For the visitor may have written.
 */
export function addressOf(c: WebContext, proxies: number): string {
  const env = c.env as (Socketed & { server?: Socketed }) | undefined;
  const peer = (env?.server ?? env)?.incoming?.socket?.remoteAddress ?? 'unknown';
  const said = proxies === 0 ? undefined : (c.req.header('X-Forwarded-For') ?? '').split(',').at(-proxies)?.trim();
  return (said !== undefined && /^[\da-f.:]{2,45}$/i.test(said) ? said : peer).replace(/^::ffff:(?=\d+\.)/i, '');
}
