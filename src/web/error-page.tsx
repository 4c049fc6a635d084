import type { ErrorCode } from '../lib/errors.ts';
import { errorText } from './http/error-text.ts';
import { LinkButton, PageHead, PlainShell } from './ui/index.ts';
import { useView } from './view.ts';

/** What went wrong, and what the reader can do. The reference is what an operator finds in the log. */
export function ErrorPage({ code, requestId }: { code: ErrorCode; requestId: string }) {
  const { t, viewer } = useView();
  const { title, remedy } = errorText(code, t);
  const home = viewer?.staff ? '/console' : viewer ? '/portal' : '/';
  const signIn = !viewer && (code === 'UNAUTHENTICATED' || code === 'SIGN_IN_NEEDED');
  return (
    <PlainShell title={title} below={<p class="small any">{t('error.reference', { id: requestId })}</p>}>
      <PageHead title={title} lead={remedy} />
      <p class="row">
        {signIn && <LinkButton href="/sign-in" kind="primary">{t('common.sign_in')}</LinkButton>}
        <LinkButton href={home} kind={signIn ? 'plain' : 'primary'}>{t('error.home')}</LinkButton>
      </p>
    </PlainShell>
  );
}
