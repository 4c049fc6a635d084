import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, isAppError } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { routeConfig } from './document.ts';
import type { Api, ApiEnv } from './env.ts';
import { type Answer, once } from './repeatable.ts';
import type { AnySpec, Spec } from './spec.ts';

export interface Input<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  params: z.output<P>;
  query: z.output<Q>;
  body: z.output<B>;
  c: Context<ApiEnv>;
}

type Empty = z.ZodObject<Record<never, never>>;
const NO_QUERY = z.strictObject({});

/** Adds a route and its documentation to the API. The handler calls a verb and hands back what it returned. */
export function endpoint<R extends z.ZodType, P extends z.ZodObject = Empty, Q extends z.ZodObject = Empty, B extends z.ZodType = z.ZodUndefined>(
  api: Api,
  spec: Spec<P, Q, B, R>,
  handler: (ctx: Ctx, input: Input<P, Q, B>) => Promise<z.input<R>>,
): void {
  api.openAPIRegistry.registerPath(routeConfig(spec as unknown as AnySpec));
  api.on(spec.method.toUpperCase(), spec.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (c) => {
    const ctx = c.get('ctx');
    if (c.req.url.includes('%00')) throw new AppError('INVALID_INPUT', 'the address must not hold the character U+0000 (%00)');
    const work = async (): Promise<Answer> => {
      const input = {
        params: (spec.params ? parse(spec.params, c.req.param()) : {}) as z.output<P>,
        query: parse(spec.query ?? NO_QUERY, c.req.query()) as z.output<Q>,
        body: (spec.body && spec.bodyType === undefined ? parse(spec.body, await jsonBody(c)) : undefined) as z.output<B>,
        c,
      };
      return { status: spec.status ?? 200, body: JSON.stringify(spec.answer.parse(await handler(ctx, input))) };
    };
    const answer = spec.method === 'post' ? await once(c, ctx, spec.keyed ?? 'kept', work) : await work();
    return c.body(answer.body, answer.status as 200, { 'Content-Type': 'application/json; charset=utf-8' });
  });
}

/** @throws INVALID_INPUT when the body is not JSON, saying where. */
async function jsonBody(c: Context<ApiEnv>): Promise<unknown> {
  const type = c.req.header('Content-Type') ?? '';
  if (!/^application\/([\w.-]+\+)?json\b/i.test(type)) throw badBody(`expected Content-Type application/json, not ${type || 'none'}`);
  const text = await c.req.text();
  if (text.trim() === '') throw badBody('is empty: expected a JSON object');
  try {
    return JSON.parse(text, withoutNul);
  } catch (error) {
    if (isAppError(error)) throw error;
    throw badBody(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Postgres takes no U+0000 in text, so none is let in anywhere. */
function withoutNul(key: string, value: unknown): unknown {
  if (key.includes('\0') || (typeof value === 'string' && value.includes('\0'))) throw badBody(`${key || 'the value'} must not hold the character U+0000`);
  return value;
}

function badBody(message: string): AppError {
  return new AppError('INVALID_INPUT', `body: ${message}`, { issues: [{ path: 'body', message }] });
}
