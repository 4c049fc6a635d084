import type { ProofMethod, ResourceView } from '../../../records/index.ts';
import { Foreign } from '../../report/index.ts';
import { Icon, State } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { findingWords } from './finding-words.ts';

/** What the last look for the token found, in words. */
export function ProofStatus({ site, method, stopped }: { site: ResourceView; method: ProofMethod | undefined; stopped: boolean }) {
  const { t, fmt } = useView();
  const proof = site.proofs.find((each) => each.method === method);
  if (site.verifiedAt) return <p class="proof-state good"><Icon name="check" /><strong>{t('resources.proof.found.good')}</strong></p>;
  return (
    <div class="stack-s">
      <p><State tone={proof?.checkedAt ? 'warn' : 'plain'}>{proof?.checkedAt ? t('resources.proof.found.not_yet') : t('resources.proof.never')}</State></p>
      {proof?.finding && <p><Foreign text={findingWords(proof.finding, t)} /></p>}
      {proof?.checkedAt && <p class="dim small">{t('resources.proof.checked', { moment: fmt.moment(proof.checkedAt) })}</p>}
      <p class="dim small">{stopped ? t('resources.proof.stopped') : t('resources.proof.waiting')}</p>
    </div>
  );
}
