import { readFileSync } from 'node:fs';
import type { PolicyDefinition } from '../src/policy/index.ts';
import type { People } from './people.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

/** The bar of the next version, in points: what the approver is asked to look at. */
const HIGHER_BAR = 65;

/** After the story: the author publishes a stricter version and plans a sweep, which waits for a second person. The sweep's id. */
export async function planAnother(stage: Stage, people: People): Promise<number> {
  const definition = JSON.parse(readFileSync(new URL('./policies/cross-store-settlement.json', import.meta.url), 'utf8')) as PolicyDefinition;
  const requirements = definition.requirements.map((each) => (each.fact === 'best_score' ? { ...each, value: HIGHER_BAR } : each));
  await people.author.post('/policies', { ...definition, requirements });
  const { sweepId } = await people.author.post<{ sweepId: number }>('/sweeps', { policy: definition.permission, noticeDays: 5 });
  await settle(stage, 'planning');
  return sweepId;
}
