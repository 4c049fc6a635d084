import { beforeAll, describe, expect, test } from 'vitest';
import { listPolicies, publishPolicy } from '../../src/policy/index.ts';
import { useTestDb } from '../helpers/db.ts';
import { auditOf, BAR, makeScene, PERMISSION, publish, type Scene, staff } from './scene.ts';

const testDb = useTestDb();
let scene: Scene;
beforeAll(async () => {
  scene = await makeScene(testDb().db);
});

describe('a definition is refused with the path of its fault', () => {
  const cases: [string, object, string][] = [
    ['an unknown fact', { ...BAR, fact: 'best_scores' }, 'requirements.0.fact'],
    ['an unknown operator', { ...BAR, operator: '>=' }, 'requirements.0.operator'],
    ['a value that is no number', { ...BAR, value: '60' }, 'requirements.0.value'],
    ['an endless value', { ...BAR, value: Infinity }, 'requirements.0.value'],
    ['a missing locale', { ...BAR, title: { en: 'bar' } }, 'requirements.0.title.zh-CN'],
    ['an empty remedy', { ...BAR, remedy: { 'zh-CN': ' ', en: 'improve' } }, 'requirements.0.remedy.zh-CN'],
    ['a reason code of another form', { ...BAR, code: 'Low quality' }, 'requirements.0.code'],
    ['a key that nobody reads', { ...BAR, weight: 2 }, 'requirements.0'],
  ];
  test.each(cases)('%s', async (_name, requirement, path) => {
    await expect(publishPolicy(scene.author, { permission: PERMISSION, requirements: [requirement] })).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path }] });
  });

  test('a reason code used twice, no requirement, an unknown permission, no object at all', async () => {
    await expect(publish(scene, [BAR, { ...BAR, fact: 'sites' }])).rejects.toMatchObject({ code: 'INVALID_INPUT', issues: [{ path: 'requirements.1.code', value: 'low_quality' }] });
    await expect(publish(scene, [])).rejects.toMatchObject({ issues: [{ path: 'requirements' }] });
    await expect(publishPolicy(scene.author, { permission: 'flying', requirements: [BAR] })).rejects.toMatchObject({ issues: [{ path: 'permission' }] });
    await expect(publishPolicy(scene.author, null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await listPolicies(scene.author, PERMISSION)).toEqual([]);
  });
});

test('only an author publishes', async () => {
  for (const role of ['viewer', 'reviewer', 'approver', 'administrator'] as const) {
    const ctx = await staff(scene.operator, role);
    await expect(publishPolicy(ctx, { permission: PERMISSION, requirements: [BAR] })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('publishing retires the version before, changes nothing else of it, and is in the audit', async () => {
  const first = await publish(scene);
  scene.deps.clock.moveTo('2013-12-06T13:00:00+08:00');
  const second = await publish(scene, [{ ...BAR, value: 70 }]);
  expect([first.version, second.version]).toEqual([1, 2]);
  expect(await listPolicies(scene.author, PERMISSION)).toEqual([second, { ...first, state: 'retired' }]);
  expect(await auditOf(scene.deps.db, 'policy.publish')).toMatchObject({
    subjectId: `${PERMISSION}@2`,
    before: { requirements: [{ value: 60 }] },
    after: { requirements: [{ value: 70 }] },
  });
});

test('of two that publish at once each is a version of its own, and one is in force', async () => {
  const made = await Promise.all([61, 62, 63].map((value) => publish(scene, [{ ...BAR, value }])));
  expect(made.map((m) => m.version).toSorted()).toEqual([3, 4, 5]);
  expect((await listPolicies(scene.author, PERMISSION)).map((p) => p.state)).toEqual(['published', 'retired', 'retired', 'retired', 'retired']);
});
