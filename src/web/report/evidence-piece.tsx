import type { Evidence } from '../../quality/index.ts';
import { Time } from '../ui/index.ts';
import { useView } from '../view.ts';
import { evidenceFacts } from './evidence-facts.ts';
import { Foreign, ForeignUrl } from './foreign.tsx';
import { tame } from './tame.ts';

/** One thing that was seen: on which page, where in it, what, and when. All of it is text of others. */
export function EvidencePiece({ code, evidence }: { code: string; evidence: Evidence }) {
  const { t } = useView();
  return (
    <div class="evidence report-evidence">
      <dl class="kv">
        <div><dt>{t('report.evidence.page')}</dt><dd><ForeignUrl url={evidence.url} /></dd></div>
        {evidenceFacts(code, evidence, t).map(({ label, text, mono }) => <div><dt>{t(label)}</dt><dd><Foreign text={text} mono={mono} /></dd></div>)}
        {evidence.selector !== null && <div><dt>{t('report.evidence.element')}</dt><dd><Foreign text={evidence.selector} mono /></dd></div>}
      </dl>
      {evidence.html !== null && <pre tabindex={0} aria-label={t('report.evidence.html')}><code>{tame(evidence.html)}</code></pre>}
      {!Number.isNaN(Date.parse(evidence.fetchedAt)) && <p class="dim small evidence-time">{t('report.evidence.time')} <Time at={new Date(evidence.fetchedAt)} /></p>}
    </div>
  );
}
