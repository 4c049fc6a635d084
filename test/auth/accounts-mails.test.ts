import { describe, expect, it } from 'vitest';
import { accountTemplates } from '../../src/auth/accounts/mail/load-templates.ts';

const KINDS = ['sign_in_link', 'password_reset', 'claim', 'invite', 'staff_invite'] as const;
const view = { link: 'https://tuiguan.test/x?token=abc&next=%2Fportal', address: 'lin@example.com', contact: 'notice@tuiguan.example', affiliateName: '<b>小林</b>', memberId: '26632322', name: '<i>林</i>' };

describe.each(KINDS)('the mail %s', (kind) => {
  it.each(['zh-CN', 'en'] as const)('reads whole in %s, with the link and what to do if it was not you', (locale) => {
    const { subject, html, text } = accountTemplates(kind, locale);
    const made = { subject: subject(view).trim(), html: html(view), text: text(view) };
    for (const part of Object.values(made)) expect(part).not.toMatch(/\{\{|\}\}|undefined|null|\[object/);
    expect(made.subject).toMatch(/\S/);
    expect(made.subject).not.toContain('\n');
    expect(made.text).toContain(view.link);
    expect(made.html).toContain('https://tuiguan.test/x?token=abc&amp;next=%2Fportal');
    expect(made.html).not.toMatch(/<[bi]>/);
    for (const part of [made.html, made.text]) expect(part).toMatch(locale === 'en' ? /ignore this mail/ : /忽略本邮件/);
    expect(made.text).toContain('notice@tuiguan.example');
  });
});
