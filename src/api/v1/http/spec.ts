import type { z } from '@hono/zod-openapi';
import type { Action } from '../../../auth/index.ts';
import type { ErrorCode } from '../../../lib/errors.ts';
import type { Keyed } from './repeatable.ts';

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
