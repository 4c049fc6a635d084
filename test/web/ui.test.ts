import { type Child, jsx } from 'hono/jsx';
import { describe, expect, it } from 'vitest';
import { fmtOf } from '../../src/web/fmt.ts';
import { Banner, Evidence, Field, Form, Gauge } from '../../src/web/ui/index.ts';
import { type View, ViewProvider } from '../../src/web/view.ts';
import { type Locale, translate } from '../../src/web/words/index.ts';

const NOW = new Date('2013-12-06T16:00:00Z');

/** A component that is called where it stands, inside what provides its context. */
const piece = (component: () => Child): Child => jsx(component as () => ReturnType<typeof jsx>, {});

function rendered(component: () => Child, locale: Locale = 'zh-CN'): string {
  const view: View = { locale, theme: 'auto', t: (key, values) => translate(locale, key, values), fmt: fmtOf(locale), now: NOW, here: '/', viewer: null, affiliate: null, unread: 0, flash: null, mailbox: false };
  return String(jsx(ViewProvider, { value: view }, piece(component) as ReturnType<typeof jsx>));
}

describe('components', () => {
  it('tie a field to its error and keep what was entered', () => {
    const html = rendered(() => Form({ action: '/x', state: { values: { url: 'www"x' }, errors: { url: '网址不完整' }, top: null }, children: piece(() => Field({ name: 'url', type: 'url', label: '网址', hint: '以 https:// 开头' })) }));
    expect(html).toContain('href="#f-url"');
    expect(html).toMatch(/<input[^>]*id="f-url"[^>]*aria-describedby="f-url-hint f-url-error"[^>]*aria-invalid="true"/);
    expect(html).toContain('id="f-url-error"');
    expect(html).toContain('value="www&quot;x"');
  });

  it('leave a box empty that was sent back empty, though the record has it set', () => {
    const box = (sent: boolean): string =>
      rendered(() => Form({ action: '/x', state: { values: {}, errors: sent ? { name: '必填' } : {}, top: null }, children: piece(() => Field({ name: 'agree', type: 'checkbox', label: '同意', checked: true })) }));
    expect(box(false)).toContain('checked');
    expect(box(true)).not.toContain('checked');
  });

  it('show the HTML of others as text', () => {
    const html = rendered(() => Evidence({ html: '<script>alert(1)</script>', url: 'https://a.example/"><b>' }));
    expect(html).toContain('&lt;script&gt;alert(1)');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
  });

  it('tell a score in words, and that there is none', () => {
    expect(rendered(() => Gauge({ score: 58.2, threshold: 60 }), 'en')).toContain('aria-label="Score 58.2 out of 100, 60 required"');
    expect(rendered(() => Gauge({ score: null }))).toContain('aria-label="尚无评分"');
  });

  it('say what is left by business time, for the script to go on from', () => {
    const html = rendered(() => Banner({ title: '关闭', until: new Date('2013-12-10T16:00:00Z') }));
    expect(html).toContain('data-left="345600000"');
    expect(html).toContain('4 天');
    expect(html).toContain('2013-12-11 00:00 (UTC+8)');
  });
});
