import { Banner, Card, LinkButton } from '../ui/index.ts';
import { useView } from '../view.ts';
import { Inside } from './inside.tsx';

/** Backup codes, this once. They print as they stand: no download that would stay in a folder. */
export function BackupCodesPage({ codes, confirmed }: { codes: string[]; confirmed?: boolean | undefined }) {
  const { t, viewer } = useView();
  const half = Math.ceil(codes.length / 2);
  return (
    <Inside tab="two-factor" title={t('totp.backup')} lead={confirmed ? t('totp.confirmed') : undefined}>
      <Banner tone="warn" title={t('totp.backup.once')}><p>{t('totp.backup.lead')}</p></Banner>
      <Card title={t('totp.backup.for', { email: viewer?.email ?? '' })} actions={<LinkButton href={viewer?.staff ? '/console' : '/account/two-factor'} kind="primary">{t('totp.backup.saved')}</LinkButton>}>
        <div class="halves">
          <Codes codes={codes.slice(0, half)} from={1} />
          <Codes codes={codes.slice(half)} from={half + 1} />
        </div>
      </Card>
    </Inside>
  );
}

function Codes({ codes, from }: { codes: string[]; from: number }) {
  return <ol start={from}>{codes.map((code) => <li><code>{code}</code></li>)}</ol>;
}
