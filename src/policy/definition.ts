import { z } from 'zod';
import { FACT_NAMES, type FactName } from '../facts/index.ts';
import { PermissionSchema } from './permissions.ts';

const Bilingual = z.strictObject({ 'zh-CN': z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) });

export const OPERATORS = ['gte', 'gt', 'lte', 'lt', 'eq'] as const;
export type Operator = (typeof OPERATORS)[number];

export const RequirementSchema = z.strictObject({
  /** A name of the fact catalogue. */
  fact: z.enum(FACT_NAMES as [FactName, ...FactName[]], { error: `a fact: one of ${FACT_NAMES.join(', ')}` }),
  operator: z.enum(OPERATORS, { error: `one of ${OPERATORS.join(', ')}` }),
  value: z.number('a number').finite(),
  /** Reason code when it fails: stands in the plan, the ledger and the notice. */
  code: z.string().regex(/^[a-z][a-z0-9_]{1,40}$/, 'a reason code of lower-case letters, digits and "_"'),
  title: Bilingual,
  remedy: Bilingual,
});
export type Requirement = z.output<typeof RequirementSchema>;

/** What a permission requires: every requirement must pass. Unknown facts fail nothing and pass nothing. */
export const PolicyDefinitionSchema = z
  .strictObject({
    permission: PermissionSchema,
    requirements: z.array(RequirementSchema).min(1, 'at least one requirement').max(50),
  })
  .superRefine((definition, ctx) => {
    const seen = new Map<string, number>();
    definition.requirements.forEach((requirement, index) => {
      const before = seen.get(requirement.code);
      if (before !== undefined) {
        ctx.addIssue({ code: 'custom', path: ['requirements', index, 'code'], message: `the reason code ${requirement.code} is already used by requirement ${before}` });
      }
      seen.set(requirement.code, index);
    });
  });
export type PolicyDefinition = z.output<typeof PolicyDefinitionSchema>;
