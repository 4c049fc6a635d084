import { readFileSync } from 'node:fs';
import type { PolicyDefinition } from '../src/policy/index.ts';
import type { People } from './people.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

/** After the story: the author publishes what API calls require and plans a sweep, which waits for a second person. The sweep's id. */
export async function planAnother(stage: Stage, people: People): Promise<number> {
  const definition = JSON.parse(readFileSync(new URL('./policies/open-api.json', import.meta.url), 'utf8')) as PolicyDefinition;
  await people.author.post('/policies', definition);
  const { sweepId } = await people.author.post<{ sweepId: number }>('/sweeps', { policy: definition.permission, noticeDays: 5 });
  await settle(stage, 'planning');
  return sweepId;
}
