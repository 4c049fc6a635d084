import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { arr, type Executor, rows } from '../db/client.ts';
import { AppError } from '../lib/errors.ts';
import type { Locale } from './kinds.ts';
import { neededWords } from './words.ts';

const Bilingual = z.object({ 'zh-CN': z.string(), en: z.string() });
/** The part of a policy version's definition that notices quote. */
const Quoted = z.object({
  requirements: z.array(z.object({ code: z.string(), fact: z.string(), operator: z.string(), value: z.union([z.number(), z.string(), z.boolean()]), title: Bilingual, remedy: Bilingual })),
});

export interface RequirementWords {
  /** The fact it looks at: tells the unit of a value. */
  fact: string;
  title: string;
  needed: string;
  remedy: string;
}
/** The words of a requirement of a policy version. @throws INTERNAL for a code that the version does not have. */
export type RequirementText = (policyVersionId: number, code: string, locale: Locale) => RequirementWords;

/** A look-up over definitions, as `policy_version.definition` holds them, by version id. */
export function requirementTextFrom(definitions: ReadonlyMap<number, unknown>): RequirementText {
  const known = new Map([...definitions].map(([id, definition]) => [id, new Map(Quoted.parse(definition).requirements.map((each) => [each.code, each]))]));
  return (policyVersionId, code, locale) => {
    const requirement = known.get(policyVersionId)?.get(code);
    if (!requirement) throw new AppError('INTERNAL', `policy version ${policyVersionId} has no requirement with the code ${code}`);
    const { fact } = requirement;
    return { fact, title: requirement.title[locale], needed: neededWords(fact, requirement.operator, requirement.value, locale), remedy: requirement.remedy[locale] };
  };
}

/** Reads the definitions that these payloads quote, in one query. */
export async function readRequirementTexts(db: Executor, payloads: readonly unknown[]): Promise<RequirementText> {
  const ids = new Set(payloads.map((payload) => (payload as { policyVersionId?: unknown } | null)?.policyVersionId).filter((id) => typeof id === 'number'));
  if (ids.size === 0) return requirementTextFrom(new Map());
  const found = await rows<{ id: number; definition: unknown }>(db, sql`select id, definition from policy_version where id = any(${arr([...ids], 'int8')})`);
  return requirementTextFrom(new Map(found.map((each) => [each.id, each.definition])));
}
