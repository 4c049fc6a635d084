import { beforeEach, describe, expect, it } from 'vitest';
import { listPolicies } from '../../../src/policy/index.ts';
import { useTestDb } from '../../helpers/db.ts';
import { BAR, PERMISSION, publish, startOver } from '../../policy/scene.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;
const HERE = `/console/policies/${PERMISSION}`;
const definition = (value: number, more: object[] = []): string => JSON.stringify({ permission: PERMISSION, requirements: [{ ...BAR, value }, ...more] });
const versions = async (): Promise<number> => (await listPolicies(world.scene.system, PERMISSION)).length;

beforeEach(async () => {
  await startOver(testDb());
  world = await makeWorld(testDb().db);
  await publish(world.scene, [{ ...BAR, value: 55 }]);
  await publish(world.scene, [BAR, { fact: 'confirmed_stops', operator: 'lte', value: 0, code: 'stop', title: { 'zh-CN': '严重违规', en: 'Serious violation' }, remedy: { 'zh-CN': '请删除。', en: 'Remove it.' } }]);
});

describe('the pages of policies', () => {
  it('tell requirements in words, in the reader\'s language, with both languages side by side', async () => {
    const list = await world.viewer.get('/console/policies');
    expect(list.words).toContain('现行第 2 版');
    expect(list.words).toContain('最高网站质量分不低于 60 分');
    expect(list.words).toContain('还没有准入要求');
    const page = await world.viewer.get(`${HERE}/2`, { locale: 'en' });
    expect(page.words).toContain('Best site score: at least 60 points');
    expect(page.words).toContain('Confirmed serious violations: none');
    expect(page.words).toContain('请删除。');
    expect(page.words).toContain('Remove it.');
    expect((await world.viewer.get(HERE)).words).toMatch(/第 2 版\s+现行.*第 1 版\s+已被取代/);
  });

  it('show what differs between two versions', async () => {
    const page = await world.viewer.get(`${HERE}/diff?from=1&to=2`);
    expect(page.words).toMatch(/有改动.*修改前：\s*不低于 55 分.*修改后：\s*不低于 60 分/);
    expect(page.words).toMatch(/新增.*已确认的严重违规必须为零/);
    expect((await world.viewer.get(`${HERE}/diff?from=2&to=1`)).words).toMatch(/删除.*已确认的严重违规必须为零/);
    expect((await world.viewer.get(`${HERE}/diff?from=2&to=2`)).words).toContain('两个版本的要求完全相同');
  });

  it('answer what is not there with 404', async () => {
    for (const path of [`${HERE}/9`, `${HERE}/diff?from=1&to=9`, `${HERE}/diff`, '/console/policies/nonsense', '/console/policies/nonsense/1']) {
      expect((await world.viewer.get(path)).status).toBe(404);
    }
  });
});

describe('publishing', () => {
  it('shows the difference first and publishes in a second step', async () => {
    const form = await world.author.get(`${HERE}/new`);
    expect(form.words).toContain('"value": 60');
    const check = await world.author.post(`${HERE}/new`, { definition: definition(65), step: 'check' });
    expect(check.status).toBe(200);
    expect(check.words).toMatch(/不低于 60 分.*不低于 65 分/);
    expect(check.words).toContain('发布第 3 版');
    expect(await versions()).toBe(2);
    const done = await world.author.post(`${HERE}/new`, { definition: definition(65), base: '2', step: 'publish' });
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${HERE}/3`]);
    expect(await versions()).toBe(3);
  });

  it('names the path of each fault and keeps the text', async () => {
    const wrong = JSON.stringify({ permission: PERMISSION, requirements: [{ ...BAR, value: 'sixty', fact: 'luck', extra: 1 }, { ...BAR, remedy: { 'zh-CN': '' } }] });
    const refused = await world.author.post(`${HERE}/new`, { definition: wrong, step: 'check' });
    expect(refused.status).toBe(422);
    for (const path of ['requirements[0].value', 'requirements[0].fact', 'requirements[1].remedy.zh-CN', 'requirements[1].remedy.en']) expect(refused.words).toContain(path);
    expect(refused.words).toContain('有多余的字段：extra');
    expect(refused.words).toContain('"value":"sixty"');
    const broken = await world.author.post(`${HERE}/new`, { definition: '{\n  "permission": oops', step: 'check' });
    expect([broken.status, broken.words.includes('不是有效的 JSON')]).toEqual([422, true]);
    const other = await world.author.post(`${HERE}/new`, { definition: definition(65).replace(PERMISSION, 'open_api'), step: 'check' });
    expect([other.status, other.words.includes(`权限必须是 ${PERMISSION}`)]).toEqual([422, true]);
    expect((await world.author.post(`${HERE}/new`, { definition: definition(60, [BAR]), step: 'check' })).words).toContain('这个原因代码已用于另一项要求');
  });

  it('asks to look again when another version came in between', async () => {
    await world.author.post(`${HERE}/new`, { definition: definition(65), step: 'check' });
    await publish(world.scene, [{ ...BAR, value: 70 }]);
    const refused = await world.author.post(`${HERE}/new`, { definition: definition(65), base: '2', step: 'publish' });
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('期间已有人发布了新版本');
    expect(refused.words).toMatch(/不低于 70 分.*不低于 65 分/);
    expect(await versions()).toBe(3);
  });

  it('is for authors alone', async () => {
    for (const person of [world.viewer, world.approver]) {
      expect((await person.get(HERE)).text).not.toContain(`${HERE}/new`);
      expect((await person.get(`${HERE}/new`)).status).toBe(403);
      expect((await person.post(`${HERE}/new`, { definition: definition(65), base: '2', step: 'publish' })).status).toBe(403);
    }
    expect(await versions()).toBe(2);
  });
});
