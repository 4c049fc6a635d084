import type { Config } from '../lib/config.ts';
import { AppError } from '../lib/errors.ts';
import { type Locale, type NoticeKind, NoticePayload } from './kinds.ts';
import { noticeTemplates } from './load-templates.ts';
import { contactAddress, publicUrl } from '../lib/public-url.ts';
import type { RequirementText } from './requirement-texts.ts';
import type { View } from '../lib/template.ts';
import { dateWords, momentWords, permissionWords, valueWords } from './words.ts';

export interface NoticeToRender {
  id: number;
  kind: NoticeKind;
  permission: string;
  payload: unknown;
}

export interface RenderInput {
  notice: NoticeToRender;
  affiliate: { name: string; memberId: string };
  locale: Locale;
  requirementText: RequirementText;
  /** The date that the mail states: for `closing_announced` the closing, else null and the payload's `effectiveAt` is told. */
  effectiveAt: Date | null;
  /** False when a mail may still state a later date: only the in-product message says so. */
  dateIsFinal: boolean;
  /** Opens an account for who has none yet: then the mail's link claims it. */
  claimToken?: string | null;
  config: Pick<Config, 'PUBLIC_URL' | 'HOST' | 'PORT' | 'MAIL_FROM' | 'REVIEW_WORKDAYS'>;
}

export interface RenderedNotice {
  subject: string;
  html: string;
  text: string;
  message: { title: string; body: string };
}

/** A notice in one language: mail subject, HTML, text, and the in-product message. @throws INTERNAL naming the template and the variable that it lacks. */
export function renderNotice(input: RenderInput): RenderedNotice {
  const templates = noticeTemplates(input.notice.kind, input.locale);
  const view = viewOf(input);
  return { subject: subjectOf(templates.subject(view)), html: templates.html(view), text: templates.text(view), message: messageOf(templates.message(view)) };
}

/** The in-product message alone: what the message centre shows. */
export function renderMessage(input: RenderInput): { title: string; body: string } {
  return messageOf(noticeTemplates(input.notice.kind, input.locale).message(viewOf(input)));
}

/** One line whatever the values hold: a line break in a name never becomes a header. */
function subjectOf(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

function messageOf(text: string): { title: string; body: string } {
  const [title = '', ...rest] = text.split('\n');
  return { title: title.trim(), body: rest.join('\n').trim() };
}

/** What the templates may name. Absent values are null, so that a section can ask for them and a bare tag fails. */
function viewOf(input: RenderInput): View {
  const { notice, locale, config } = input;
  const payload = NoticePayload.safeParse(notice.payload);
  if (!payload.success) {
    const issue = payload.error.issues[0];
    throw new AppError('INTERNAL', `notice ${notice.id}: payload.${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { policyVersionId, policyVersion, failed, bestScore, effectiveAt: told, site } = payload.data;
  const effectiveAt = input.effectiveAt ?? (told ? new Date(told) : null);
  const words = permissionWords(notice.permission, locale);
  return {
    affiliateName: input.affiliate.name,
    memberId: input.affiliate.memberId,
    permission: words.name,
    effectWhenClosed: words.whenClosed,
    effectWhenOpen: words.whenOpen,
    policyVersion,
    site: site ?? null,
    bestScore: typeof bestScore === 'number' ? valueWords('best_score', bestScore, locale) : null,
    effectiveDate: effectiveAt && dateWords(effectiveAt, locale),
    effectiveMoment: effectiveAt && momentWords(effectiveAt, locale),
    dateIsFinal: input.dateIsFinal,
    failed: failed.map(({ code, actual }, index) => {
      const requirement = input.requirementText(policyVersionId, code, locale);
      return { n: index + 1, ...requirement, actual: valueWords(requirement.fact, actual, locale) };
    }),
    reviewWorkdays: config.REVIEW_WORKDAYS,
    portalUrl: portalLink(input),
    firstTime: Boolean(input.claimToken),
    contact: contactAddress(config),
    reference: `N${notice.id}`,
  };
}

/** To the page of the permission; by way of claiming the account for who has none. */
function portalLink({ notice, affiliate, claimToken, config }: RenderInput): string {
  return publicUrl(config) + (claimToken ? `/claim?token=${encodeURIComponent(claimToken)}` : `/portal/permissions/${notice.permission}?member=${encodeURIComponent(affiliate.memberId)}`);
}
