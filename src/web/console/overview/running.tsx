import { Progress, State } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { permissionName, wordOf } from '../desk/words.ts';
import type { RunningSweep } from './load.ts';

/** Sweeps under way, each with how many rows are written and how many mails have an end. */
export function RunningSweeps({ running }: { running: readonly RunningSweep[] }) {
  const { t } = useView();
  if (running.length === 0) return <p class="dim">{t('console.overview.sweeps_none')}</p>;
  return <ul class="rows">{running.map((each) => <OneSweep {...each} />)}</ul>;
}

function OneSweep({ sweep, progress }: RunningSweep) {
  const { t, locale } = useView();
  const name = t('console.overview.sweep', { id: sweep.id, permission: permissionName(sweep.permission, locale, t) });
  return (
    <li class="stack-s">
      <p class="spread"><a href={`/console/sweeps/${sweep.id}`}>{name}</a><State tone="info">{wordOf('console.overview.sweep.', sweep.state, t)}</State></p>
      {sweep.state !== 'planning' && progress.toWrite > 0 && (
        <>
          <Progress label={t('console.overview.sweep_written')} value={progress.written} max={progress.toWrite} />
          <Progress label={t('console.overview.sweep_mails')} value={progress.settled} max={Math.max(progress.notices, progress.settled)} tone="info" />
        </>
      )}
    </li>
  );
}
