import { beforeEach, describe, expect, it } from 'vitest';
import { planSweep, sweepStatus } from '../../../src/policy/index.ts';
import { runDueJobs } from '../../../workers/run-due-jobs.ts';
import { useTestDb } from '../../helpers/db.ts';
import { affiliates, approved, announced, at, BAR, judged, plan, publish, startOver } from '../../policy/scene.ts';
import { makeWorld, type World } from './setup.ts';

const testDb = useTestDb();
let world: World;

/** Ten of a hundred close: below the guard of 20%. */
const FEW_CLOSE = [...Array.from({ length: 10 }, () => 40), ...Array.from({ length: 90 }, () => 80)];
/** Half of them close: above it. */
const HALF_CLOSE = [...Array.from({ length: 10 }, () => 57.5), ...Array.from({ length: 10 }, () => 80)];

const idOf = (answer: { headers: Headers }): number => Number(/\/console\/sweeps\/(\d+)$/.exec(answer.headers.get('Location') ?? '')?.[1]);
const stateOf = async (id: number): Promise<string> => (await sweepStatus(world.scene.system, id)).state;
/** The hash that the approval form on the page binds. */
const hashIn = (text: string): string => /name="hash" value="([0-9a-f]{64})"/.exec(text)?.[1] ?? '';

beforeEach(async () => {
  await startOver(testDb());
  world = await makeWorld(testDb().db);
  await publish(world.scene);
});

describe('the list of sweeps', () => {
  it('tells permission, state, people, totals and dates in words, and offers a plan to authors alone', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    await approved(world.scene, { announceAt: '2013-12-06T17:31:00+08:00' });
    const page = await world.author.get('/console/sweeps');
    expect(page.status).toBe(200);
    expect(page.words).toContain('天猫推广跨店结算');
    expect(page.words).toContain('已审批，待启动');
    for (const ctx of [world.author.ctx, world.approver.ctx]) expect(page.words).toContain(ctx.actor.kind === 'staff' ? ctx.actor.name : '?');
    expect(page.words).toMatch(/12 月 6 日\s+17:31.*12 月 11 日\s+00:00/);
    expect(page.text).toContain('href="/console/sweeps/new"');
    expect((await world.viewer.get('/console/sweeps')).text).not.toContain('href="/console/sweeps/new"');
    expect((await world.viewer.get('/console/sweeps', { locale: 'en' })).words).toContain('Approved, not started');
  });
});

describe('a plan', () => {
  const wanted = { permission: 'cross_store_settlement@1', noticeDays: '5', when: 'at', date: '2013-12-06', time: '17:31' };

  it('is asked for by form, computed by the workers, and then shown with its figures', async () => {
    await affiliates(world.scene, HALF_CLOSE);
    const sent = await world.author.post('/console/sweeps/new', wanted);
    expect(sent.status).toBe(303);
    const id = idOf(sent);
    const waiting = await world.author.get(`/console/sweeps/${id}`);
    expect(waiting.words).toContain('正在为全部推广者计算结论');
    expect(waiting.text).toContain(`data-live="/console/sweeps/${id}/live"`);
    await planSweep(world.scene.system, id);
    const page = await world.author.get(`/console/sweeps/${id}`);
    expect(page.words).toMatch(/关闭\s+10\s+占现有权限者的 50%，超过 20% 的上限/);
    expect(page.words).toMatch(/差一点达标\s+10/);
    expect(page.words).toContain('2013-12-06 17:31 (UTC+8)');
    expect(page.words).toContain('实际 57.5 分，要求不低于 60 分');
    expect((await sweepStatus(world.scene.system, id)).announceAt).toEqual(new Date('2013-12-06T17:31:00+08:00'));
  });

  it('is refused with the fields kept and the fault beside each', async () => {
    const refused = await world.author.post('/console/sweeps/new', { ...wanted, noticeDays: '120', time: '25:00' });
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('请填写 1 至 90 的整数');
    expect(refused.words).toContain('请按 17:31 的格式填写时间');
    expect(refused.text).toMatch(/name="noticeDays"[^>]*value="120"|value="120"[^>]*name="noticeDays"/);
    expect((await world.author.post('/console/sweeps/new', { ...wanted, time: '09:00' })).words).toContain('这个时间已经过去');
    expect((await world.author.post('/console/sweeps/new', { ...wanted, permission: 'open_api@1' })).status).toBe(422);
  });

  it('can be asked for by authors alone', async () => {
    for (const person of [world.viewer, world.approver]) {
      expect((await person.get('/console/sweeps/new')).status).toBe(403);
      expect((await person.post('/console/sweeps/new', wanted)).status).toBe(403);
    }
  });

  it('shows no button to a viewer, and opens in both languages', async () => {
    await affiliates(world.scene, HALF_CLOSE);
    const { id } = await plan(world.scene);
    for (const [locale, lang] of [['zh-CN', 'zh-CN'], ['en', 'en']] as const) {
      const page = await world.viewer.get(`/console/sweeps/${id}`, { locale });
      expect(page.status).toBe(200);
      expect(page.text).toContain(`<html lang="${lang}"`);
      expect(page.text).not.toMatch(new RegExp(`action="/console/sweeps/${id}/`));
    }
    expect((await world.viewer.get('/console/sweeps/999999')).status).toBe(404);
    expect((await world.stranger.get(`/console/sweeps/${id}`)).status).toBe(303);
  });
});

describe('approval', () => {
  it('is refused to the planner in words, and the form is not there for them', async () => {
    await affiliates(world.scene, HALF_CLOSE);
    const both = await world.staff('author', 'approver');
    const id = idOf(await both.post('/console/sweeps/new', { permission: 'cross_store_settlement@1', noticeDays: '5', when: 'now' }));
    const planned = await planSweep(world.scene.system, id);
    const page = await both.get(`/console/sweeps/${id}`);
    expect(page.words).toContain('方案由您制定，须由另一人审批');
    expect(page.words).toContain('任何一位具有审批人角色的同事都可以审批');
    expect(page.text).not.toContain(`/console/sweeps/${id}/approve`);
    const forged = await both.post(`/console/sweeps/${id}/approve`, { hash: planned?.planHash ?? '', confirmClosings: '10' });
    expect(forged.status).toBe(422);
    expect(forged.words).toContain('不能审批自己制定的方案，请另一位审批人审批');
    expect(await stateOf(id)).toBe('planned');
    expect((await world.author.post(`/console/sweeps/${id}/approve`, { hash: planned?.planHash ?? '' })).status).toBe(403);
  });

  it('above the guard wants the exact number, and says so in words', async () => {
    await affiliates(world.scene, HALF_CLOSE);
    const { id } = await plan(world.scene);
    const page = await world.approver.get(`/console/sweeps/${id}`);
    expect(page.words).toContain('请亲手填写关闭人数 10');
    const hash = hashIn(page.text);
    const without = await world.approver.post(`/console/sweeps/${id}/approve`, { hash, confirmClosings: '' });
    expect(without.status).toBe(422);
    expect(without.words).toContain('关闭比例超过上限，请填写准确的关闭人数');
    const wrong = await world.approver.post(`/console/sweeps/${id}/approve`, { hash, confirmClosings: '11' });
    expect(wrong.status).toBe(422);
    expect(wrong.words).toContain('方案将关闭 10 人');
    expect(wrong.text).toContain('value="11"');
    expect(await stateOf(id)).toBe('planned');
    expect((await world.approver.post(`/console/sweeps/${id}/approve`, { hash, confirmClosings: '10' })).status).toBe(303);
    expect(await stateOf(id)).toBe('approved');
  });

  it('below the guard needs the hash only; another hash is refused as out of date', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await plan(world.scene);
    const stale = await world.approver.post(`/console/sweeps/${id}/approve`, { hash: 'a'.repeat(64) });
    expect(stale.status).toBe(422);
    expect(stale.words).toContain('与您看到的已不一致');
    const { text } = await world.approver.get(`/console/sweeps/${id}`);
    expect(text).not.toContain('name="confirmClosings"');
    expect((await world.approver.post(`/console/sweeps/${id}/approve`, { hash: hashIn(text) })).status).toBe(303);
    const again = await world.approver.post(`/console/sweeps/${id}/approve`, { hash: hashIn(text) });
    expect(again.status).toBe(422);
    expect(again.words).toContain('清查的状态已有变化');
  });

  it('stands below the closings that it is about, and one below the guard is asked for twice', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await plan(world.scene);
    const { words, text } = await world.approver.get(`/console/sweeps/${id}`);
    expect(words).toContain('拟关闭 10 人的「天猫推广跨店结算」权限');
    expect(words.indexOf('审批通过，关闭 10 人？')).toBeGreaterThan(words.indexOf('抽样看看'));
    expect(text).toMatch(/<details class="dialog"[^]*审批通过，关闭 10 人？[^]*name="hash"/);
    // The way back out of a plan is in no one's way at the head of the page.
    expect(words.indexOf('放弃方案')).toBeGreaterThan(words.indexOf('审批这份方案'));
  });

  it('of a plan that changes nothing says so', async () => {
    await affiliates(world.scene, [80, 90]);
    const { id } = await plan(world.scene);
    const { words } = await world.approver.get(`/console/sweeps/${id}`);
    expect(words).toContain('不会关闭或恢复任何人的权限');
    expect(words).toContain('审批通过这份不关闭任何人的方案？');
  });

  it('is forbidden to a viewer who forges the form', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const planned = await plan(world.scene);
    for (const action of ['approve', 'start', 'cancel']) {
      expect((await world.viewer.post(`/console/sweeps/${planned.id}/${action}`, { hash: planned.planHash ?? '' })).status).toBe(403);
    }
    expect(await stateOf(planned.id)).toBe('planned');
  });
});

describe('the run', () => {
  it('starts after a confirmation that says how many mails leave and when', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await approved(world.scene, { announceAt: '2013-12-06T17:31:00+08:00' });
    const page = await world.author.get(`/console/sweeps/${id}`);
    expect(page.words).toContain('将向 10 名推广者各发一封邮件');
    expect(page.words).toContain('邮件在 2013-12-06 17:31 (UTC+8) 一齐发出');
    expect(page.words).toContain('最早为 2013-12-11 00:00 (UTC+8)');
    expect((await world.author.post(`/console/sweeps/${id}/start`)).status).toBe(303);
    expect(await stateOf(id)).toBe('running');
  });

  it('does not start when the facts moved too far, and says to plan again', async () => {
    const made = await affiliates(world.scene, FEW_CLOSE);
    const { id } = await approved(world.scene);
    await judged(world.scene, made.slice(0, 10).map((m) => m.id), Array.from({ length: 10 }, () => 90));
    const refused = await world.author.post(`/console/sweeps/${id}/start`);
    expect(refused.status).toBe(422);
    expect(refused.words).toContain('数据变动已超过上限，清查没有启动');
    expect(refused.text).toContain('/console/sweeps/new?permission=cross_store_settlement');
    expect(await stateOf(id)).toBe('approved');
  });

  it('is followed by a stream of pieces that ends with done', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await approved(world.scene);
    await world.author.post(`/console/sweeps/${id}/start`);
    const stream = world.author.get(`/console/sweeps/${id}/live`);
    await runDueJobs(world.scene.deps);
    const { headers, text } = await stream;
    expect(headers.get('Content-Type')).toContain('text/event-stream');
    const events = text.split('\n\n').map((block) => ({ event: /^event: (.*)$/m.exec(block)?.[1], id: /^id: (.*)$/m.exec(block)?.[1], data: /^data: (.*)$/m.exec(block)?.[1] ?? '' }));
    expect(events.filter((each) => each.event === 'piece' && each.id === 'sweep-run').at(-1)?.data).toMatch(/100%.*10 \/ 10/);
    expect(events.filter((each) => each.event === 'piece' && each.id === 'sweep-state').at(-1)?.data).toContain('公示中');
    expect(events.filter((each) => each.event !== undefined).at(-1)?.event).toBe('done');
  });

  it('counts what was closed, kept and withdrawn; a cancelled one says so', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await announced(world.scene);
    const running = await world.approver.get(`/console/sweeps/${id}`);
    expect(running.words).toMatch(/已排定日期，尚未生效\s+10/);
    expect(running.words).toContain('4 天 12 小时');
    expect((await world.approver.post(`/console/sweeps/${id}/cancel`)).status).toBe(303);
    await runDueJobs(world.scene.deps);
    const page = await world.approver.get(`/console/sweeps/${id}`);
    expect(page.words).toContain('清查已撤销');
    expect(page.text).not.toContain(`/console/sweeps/${id}/cancel`);
  });

  it('ends in effect on its date', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    const { id } = await announced(world.scene);
    await at(world.scene, '2013-12-11T00:00:01+08:00');
    const page = await world.viewer.get(`/console/sweeps/${id}`);
    expect(page.words).toContain('已生效');
    expect(page.words).toMatch(/已生效关闭\s+10/);
    // Every closing has come to its end: there is nothing left to withdraw.
    expect((await world.approver.get(`/console/sweeps/${id}`)).text).not.toContain(`/console/sweeps/${id}/cancel`);
  });

  it('lists its notices with what became of each, by state', async () => {
    await affiliates(world.scene, FEW_CLOSE);
    let sent = 0;
    world.scene.relay.answer = () => ((sent += 1) === 3 ? { kind: 'bounced', code: 550, response: '550 5.1.1 <user> unknown' } : { kind: 'accepted', response: '250 ok' });
    const { id } = await announced(world.scene);
    const all = await world.viewer.get(`/console/sweeps/${id}/notices`);
    expect(all.words).toMatch(/全部\s+10.*已送达\s+9.*被退回\s+1/);
    const bounced = await world.viewer.get(`/console/sweeps/${id}/notices?state=bounced`);
    expect(bounced.words).toContain('550 5.1.1 <user> unknown');
    expect(bounced.words).not.toContain('250 ok');
    expect(bounced.text.match(/<tr/g)).toHaveLength(2);
    expect((await world.viewer.get(`/console/sweeps/${id}/notices?state=nonsense`)).status).toBe(200);
  });
});

describe('the decisions of a plan', () => {
  it('are filtered and paged by key', async () => {
    await affiliates(world.scene, [...Array.from({ length: 30 }, () => 40), ...Array.from({ length: 5 }, () => 80)]);
    const { id } = await plan(world.scene);
    const first = await world.viewer.get(`/console/sweeps/${id}/items?decision=close&reason=${BAR.code}`);
    expect(first.text.match(/<tr/g)).toHaveLength(21);
    expect(first.words).toContain('共 30 名，本页 20 名');
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await world.viewer.get(next);
    expect(second.text.match(/<tr/g)).toHaveLength(11);
    expect((await world.viewer.get(`/console/sweeps/${id}/items?decision=keep`)).text.match(/<tr/g)).toHaveLength(6);
  });
});
