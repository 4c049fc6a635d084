import type { Hono } from 'hono';

/** The methods that some route takes at this path; empty when there is nothing. */
export function methodsAt(app: Pick<Hono, 'routes'>, path: string): string[] {
  const found = app.routes.filter((route) => route.method !== 'ALL' && pattern(route.path).test(path)).map((route) => route.method);
  return [...new Set(found)].sort();
}

function pattern(path: string): RegExp {
  const source = path
    .split('/')
    .map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('/');
  return new RegExp(`^${source}$`);
}
