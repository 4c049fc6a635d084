import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../src/db/client.ts';
import { migrate } from '../../src/db/migrate.ts';
import { useTestDb } from '../helpers/db.ts';

const database = useTestDb();
/** Written once, whatever happens; DOMAIN and RELIABILITY say so. */
const LEDGERS = ['assessment', 'audit', 'case_entry', 'page', 'record_version', 'standing_event', 'sweep_item', 'violation'];

async function granted(): Promise<Map<string, string>> {
  const found = await rows<{ name: string; rights: string }>(database().db, sql`
    select relname as name, concat_ws(' ',
      case when has_table_privilege('tuiguan_app', oid, 'select') then 'select' end,
      case when has_table_privilege('tuiguan_app', oid, 'insert') then 'insert' end,
      case when has_table_privilege('tuiguan_app', oid, 'update') then 'update' end,
      case when has_table_privilege('tuiguan_app', oid, 'delete') then 'delete' end,
      case when has_table_privilege('tuiguan_app', oid, 'truncate') then 'truncate' end) as rights
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`);
  return new Map(found.map((each) => [each.name, each.rights]));
}

test('ledgers can be read and added to, snapshots also removed, and every other table written', async () => {
  const rights = await granted();
  expect([...rights].filter(([, right]) => right === 'select insert').map(([name]) => name)).toEqual(LEDGERS);
  expect(rights.get('snapshot')).toBe('select insert delete');
  const rest = [...rights].filter(([name]) => !LEDGERS.includes(name) && name !== 'snapshot');
  expect(rest.length).toBeGreaterThan(15);
  for (const [name, right] of rest) expect(`${name}: ${right}`).toBe(`${name}: select insert update delete`);
});

test('the application can neither alter nor remove what it wrote into a ledger', async () => {
  const { db } = database();
  const denied = { cause: { code: '42501' } };
  for (const statement of ['update audit set actor = $$x$$', 'delete from audit', 'truncate audit', 'update standing_event set outcome = null', 'delete from standing_event', 'drop table audit', 'alter table audit disable trigger all']) {
    await expect(db.execute(sql.raw(statement)), statement).rejects.toMatchObject(denied);
  }
});

test('migrating again, twice at once, changes nothing', async () => {
  const before = await granted();
  await Promise.all([migrate(database().ownerUrl), migrate(database().ownerUrl)]);
  expect(await granted()).toEqual(before);
});
