import { useView } from '../view.ts';
import { cut, safeHref, tame } from './tame.ts';

const SHOWN = 220;

/** A text that others wrote, wrapped and kept apart from ours; what is endless folds. */
export function Foreign({ text, mono }: { text: string; mono?: boolean | undefined }) {
  const { t } = useView();
  const { text: start, more } = cut(tame(text), SHOWN);
  const piece = (shown: string) => (mono ? <code class="any">{shown}</code> : <bdi class="any">{shown}</bdi>);
  if (!more) return piece(start);
  return (
    <span class="foreign">
      {piece(`${start}…`)}
      <details class="foreign-more"><summary>{t('report.evidence.full')}</summary>{piece(tame(text))}</details>
    </span>
  );
}

/** An address that others wrote: linked when it leads to a site and is of an ordinary length. */
export function ForeignUrl({ url }: { url: string }) {
  const href = safeHref(url);
  if (href === undefined || href.length > SHOWN) return <Foreign text={url} />;
  return <a class="any" href={href} rel="noopener noreferrer nofollow" target="_blank"><bdi>{tame(url)}</bdi></a>;
}
