import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, plan, publish, startOver } from '../../policy/scene.ts';
import { makeWorld } from './setup.ts';

const testDb = useTestDb();

it('hands the plan to a spreadsheet whole, and nothing in it is computed there', async () => {
  await startOver(testDb());
  const world = await makeWorld(testDb().db);
  await publish(world.scene);
  const made = await affiliates(world.scene, Array.from({ length: 2_100 }, (_, index) => (index % 2 === 0 ? 40.25 : 80)));
  const wicked = ['=HYPERLINK("http://evil.example","打开")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', ' =1', '＝1+1', '一行\n=两行'];
  for (const [index, name] of wicked.entries()) await testDb().db.execute(sql`update affiliate set name = ${name} where id = ${made[index]?.id ?? 0}`);
  const { id } = await plan(world.scene);
  expect((await world.viewer.get(`/console/sweeps/${id}/items.csv`)).status).toBe(403);
  expect((await world.viewer.get(`/console/sweeps/${id}/items`)).text).not.toContain('items.csv');
  const { status, text, headers } = await world.author.get(`/console/sweeps/${id}/items.csv`);
  expect(status).toBe(200);
  expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="sweep-\d+-cross_store_settlement-2013-12-06\.csv"$/);
  expect(text.startsWith('\uFEFF会员号,名称,结论,')).toBe(true);
  const rows = parse<Record<string, string>>(text, { bom: true, columns: true });
  expect(rows).toHaveLength(2_100);
  expect(new Set(rows.map((row) => row['会员号'])).size).toBe(2_100);
  expect(rows.slice(0, 7).map((row) => row['名称'])).toEqual(wicked.slice(0, 7).map((name) => `'${name}`));
  expect(rows[7]?.['名称']).toBe('一行\n=两行');
  expect(rows[0]).toMatchObject({ 结论: '关闭', 此前: '已开通', 未达标项: 'bar', 最高网站质量分: '40.25' });
  const closed = parse<Record<string, string>>((await world.author.get(`/console/sweeps/${id}/items.csv?decision=close`, { locale: 'en' })).text, { bom: true, columns: true });
  expect(closed).toHaveLength(1_050);
  expect(new Set(closed.map((row) => row['Decision']))).toEqual(new Set(['Close']));
});
