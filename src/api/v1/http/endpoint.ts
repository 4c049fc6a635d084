import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Action } from '../../../auth/index.ts';
import type { Ctx } from '../../../lib/ctx.ts';
import { AppError, type ErrorCode } from '../../../lib/errors.ts';
import { parse } from '../../../lib/parse.ts';
import { routeConfig } from './document.ts';
import type { Api, ApiEnv } from './env.ts';
import { type Answer, type Keyed, once } from './repeatable.ts';

/** One route: what it is called, what it takes, what it answers, and which errors of its own it can give. */
export interface Spec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, R extends z.ZodType> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api/v1, parameters in braces. */
  path: string;
  /** The operation's id: the verb. */
  name: string;
  tag: string;
  summary: string;
  zh: string;
  description?: string;
  /** The scope that a key needs; none = any valid key. */
  needs?: Action;
  params?: P;
  query?: Q;
  body?: B;
  /** Of a body that is not JSON: the handler reads it from the context itself. */
  bodyType?: string;
  status?: 200 | 201 | 202;
  /** What is answered: everything else that a verb returns is left out. */
  answer: R;
  /** What the answer is, in words. */
  answers?: string;
  errors?: ErrorCode[];
  keyed?: Keyed;
}

export type AnySpec = Spec<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>;

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
    return JSON.parse(text);
  } catch (error) {
    throw badBody(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function badBody(message: string): AppError {
  return new AppError('INVALID_INPUT', `body: ${message}`, { issues: [{ path: 'body', message }] });
}
