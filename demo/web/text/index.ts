import { books } from './books.ts';
import { camera } from './camera.ts';
import { digital } from './digital.ts';
import { english } from './english.ts';
import { kitchen } from './kitchen.ts';
import { outdoor } from './outdoor.ts';
import { parenting } from './parenting.ts';
import { pets } from './pets.ts';
import { running } from './running.ts';
import { skincare } from './skincare.ts';
import { tea } from './tea.ts';
import type { Topic } from './topic.ts';

const ALL: readonly Topic[] = [parenting, camera, running, kitchen, books, skincare, pets, tea, outdoor, digital, ...english];
const byKey = new Map(ALL.map((topic) => [topic.key, topic]));

/** The subject of that key. @throws Error for a key that no subject has: the host table names one that is not written. */
export function topicOf(key: string): Topic {
  const topic = byKey.get(key);
  if (!topic) throw new Error(`no subject is called ${key}`);
  return topic;
}
