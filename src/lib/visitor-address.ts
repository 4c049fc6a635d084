interface Socketed {
  incoming?: { socket?: { remoteAddress?: string } };
}

/**
 * Where a request comes from, for limits and for the list of sessions: the socket's own address, or what the outermost of
 * `proxies` trusted ones says. What stands further left in X-Forwarded-For the visitor may have written. `env` is what the
 * HTTP server hands on beside the request.
 */
export function visitorAddress(env: unknown, forwardedFor: string | undefined, proxies: number): string {
  const given = env as (Socketed & { server?: Socketed }) | undefined;
  const peer = (given?.server ?? given)?.incoming?.socket?.remoteAddress ?? 'unknown';
  const said = proxies === 0 ? undefined : (forwardedFor ?? '').split(',').at(-proxies)?.trim();
  return (said !== undefined && /^[\da-f.:]{2,45}$/i.test(said) ? said : peer).replace(/^::ffff:(?=\d+\.)/i, '');
}
