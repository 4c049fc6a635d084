import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { assess, type AssessOptions } from '../../src/cli/assess.ts';

const directory = mkdtempSync(join(tmpdir(), 'assess-'));
const stuffed = join(directory, 'stuffed.html');
const clean = join(directory, 'clean.html.gz');
writeFileSync(stuffed, '<title>x</title><iframe src="https://s.click.taobao.com/t?e=1"></iframe>');
writeFileSync(clean, gzipSync('<title>好物</title><p>正文</p>'));

async function run(targets: string[], over: Partial<AssessOptions> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const status = await assess(targets, { asUrl: 'https://shop.example/', member: '12345678', pid: [], allowHost: [], locale: 'zh-CN', ...over }, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { status, out, err };
}

describe('assess', () => {
  it('prints one line a file, in order, and goes on past a file that it cannot read', async () => {
    const missing = join(directory, 'missing.html');
    const { status, out } = await run([stuffed, missing, clean]);
    expect(status).toBe(1);
    const lines = out.map((line) => JSON.parse(line) as { file: string; violations?: { code: string; evidence: { url: string }[] }[]; error?: { code: string } });
    expect(lines.map((line) => line.file)).toEqual([stuffed, missing, clean]);
    expect(lines[0]?.violations).toMatchObject([{ code: 'cookie_stuffing', level: 'stop', confirmed: false, evidence: [{ url: 'https://shop.example/' }] }]);
    expect(lines[1]?.error?.code).toBe('ENOENT');
    expect(lines[2]?.violations).toEqual([]);
  });

  it('tells a person what was found and how to repair it, in both languages', async () => {
    const zh = await run([stuffed]);
    expect(zh.status).toBe(0);
    expect(zh.out[0]).toContain('未经点击加载推广链接');
    expect(zh.out[0]).toContain('如何修复');
    expect((await run([stuffed], { locale: 'en' })).out[0]).toContain('how to repair');
  });

  it('refuses a loopback address that was not allowed', async () => {
    const { status, err } = await run(['http://127.0.0.1:9/']);
    expect(status).toBe(1);
    expect(err[0]).toMatch(/^ADDRESS_REFUSED: .*127\.0\.0\.1/);
  });

  it('refuses a member id that is none', async () => {
    expect((await run([stuffed], { member: 'mm_1' })).err[0]).toContain('--member mm_1');
  });
});
