import { Card, LinkButton } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { actorWords } from '../desk/names.ts';
import { permissionName } from '../desk/words.ts';
import { APPROVAL } from './approve.tsx';
import type { SweepView } from './load.ts';

/** A plan in one sentence, and who is to do what about it. The approval itself stands below its grounds. */
export function PlanSays({ view }: { view: SweepView }) {
  const { t, locale } = useView();
  const { sweep, preview, may, names } = view;
  if (!preview) return null;
  const { close, grant } = preview.counts;
  const permission = permissionName(sweep.permission, locale, t);
  const says = close > 0 ? t('sweep.says.close', { n: close, permission }) : grant > 0 ? t('sweep.says.grant', { n: grant, permission }) : t('sweep.says.nothing');
  const next = may.approve ? 'sweep.says.read' : may.planner ? 'sweep.approve.yours' : 'sweep.approve.wait';
  return (
    <Card title={says} tone="warn" actions={may.approve && <LinkButton href={`#${APPROVAL}`}>{t('sweep.says.go')}</LinkButton>}>
      <p>
        <strong>{t(next)}</strong>{locale === 'en' ? '. ' : '。'}
        {may.approve ? t('sweep.approve.later') : may.planner ? t('sweep.approve.yours.text') : t('sweep.approve.wait.text', { name: actorWords(sweep.plannedBy, names, t) })}
      </p>
    </Card>
  );
}
