import type { Hono } from 'hono';
import { z } from 'zod';
import { verifyCode } from '../../auth/index.ts';
import { isAppError } from '../../lib/errors.ts';
import { leaveFlash } from '../http/cookies.ts';
import type { WebEnv } from '../http/env.ts';
import { EMPTY_FORM, type FormState, readForm } from '../http/form.ts';
import { render } from '../http/render.tsx';
import { Button, Field, Form } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Frame } from './frame.tsx';
import { accountRequest, giveCookies, nextOf, told, withNext } from './request.ts';

const Sent = z.object({ code: z.string('form.required').trim().min(1, 'form.required').max(60, 'form.too_long'), trust: z.literal('on').optional(), kind: z.string().optional(), next: z.string().optional() });

/** The second step for who has one: six digits of the app, or a backup code. */
export function addSignInCode(app: Hono<WebEnv>): void {
  app.get('/sign-in/code', (c) => {
    const next = nextOf(c.req.query('next'));
    if (c.get('viewer')) return c.redirect(next ?? '/', 303);
    return render(c, <CodePage form={EMPTY_FORM} next={next} backup={c.req.query('backup') !== undefined} />);
  });

  app.post('/sign-in/code', async (c) => {
    const read = await readForm(c, Sent);
    const next = nextOf(read.form.values['next']);
    const backup = read.form.values['kind'] === 'backup';
    if (!read.ok) return render(c, <CodePage form={read.form} next={next} backup={backup} />, 422);
    try {
      const answer = await verifyCode(accountRequest(c), { code: read.value.code, trustDevice: read.value.trust === 'on' });
      giveCookies(c, answer.setCookies);
      return c.redirect(next ?? '/', 303);
    } catch (error) {
      if (isAppError(error, 'SIGN_IN_NEEDED')) {
        leaveFlash(c, 'bad', 'code.over');
        return c.redirect(withNext('/sign-in', next), 303);
      }
      const wrong = backup ? 'code.backup.wrong' : 'code.wrong';
      const { form, status } = told(c, error, read.form, { SIGN_IN_FAILED: wrong, INVALID_INPUT: wrong });
      return render(c, <CodePage form={form} next={next} backup={backup} />, status);
    }
  });
}

function CodePage({ form, next, backup }: { form: FormState; next: string | undefined; backup: boolean }) {
  const { t } = useView();
  const kind = backup ? 'backup' : 'app';
  return (
    <Frame title={t('code.title')} lead={t(backup ? 'code.backup.lead' : 'code.lead')} below={<><p>{t('code.lost')}</p><p><a href={withNext('/sign-in', next)}>{t('signin.back')}</a></p></>}>
      <Form action="/sign-in/code" hidden={{ next, kind }} state={form} actions={<Button kind="primary">{t('code.submit')}</Button>}>
        {backup ? (
          <Field name="code" label={t('code.backup.label')} autocomplete="off" maxlength={60} autofocus />
        ) : (
          <Field name="code" label={t('code.label')} autocomplete="one-time-code" inputmode="numeric" maxlength={9} width="short" autofocus />
        )}
        <Field name="trust" type="checkbox" label={t('code.trust')} hint={t('code.trust.hint')} />
      </Form>
      <p><a href={withNext('/sign-in/code', next, backup ? {} : { backup: '1' })}>{t(backup ? 'code.app.use' : 'code.backup.use')}</a></p>
    </Frame>
  );
}
