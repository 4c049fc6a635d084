import { useView } from '../view.ts';
import type { Option } from './field-props.ts';
import { Icon } from './icon.tsx';
import { cx } from './tone.ts';

interface FilterCommon {
  name: string;
  label: string;
  value?: string | undefined;
}

export type Filter =
  | (FilterCommon & { type: 'select'; options: Option[]; none?: string | undefined })
  | (FilterCommon & { type: 'text' | 'search' | 'date' | 'number'; placeholder?: string | undefined });

export interface FilterBarProps {
  /** The page itself, without a query. */
  action: string;
  filters: Filter[];
  /** Kept whatever is filtered, as the tab. */
  hidden?: Record<string, string | undefined> | undefined;
}

/** Filters of a list: a GET form, and what is set as chips that each lift it. Selects send by themselves (autosubmit.js). */
export function FilterBar({ action, filters, hidden = {} }: FilterBarProps) {
  const { t } = useView();
  const set = filters.filter(({ value }) => value !== undefined && value !== '');
  const without = (name: string): string => {
    const rest = set.filter((each) => each.name !== name).map((each): [string, string] => [each.name, each.value ?? '']);
    const query = new URLSearchParams([...Object.entries(hidden).filter((each): each is [string, string] => each[1] !== undefined), ...rest]).toString();
    return query === '' ? action : `${action}?${query}`;
  };
  return (
    <div class={cx('filters', filters.every(({ type }) => type === 'select') && 'auto')}>
      <form method="get" action={action} class="row">
        {Object.entries(hidden).map(([name, value]) => value !== undefined && <input type="hidden" name={name} value={value} />)}
        {filters.map((filter) => <label class="filter"><span>{filter.label}</span><FilterInput {...filter} /></label>)}
        <button class="btn" type="submit">{t('ui.filter.apply')}</button>
      </form>
      {set.length > 0 && (
        <p class="row chips">
          {set.map((filter) => (
            <a class="chip" href={without(filter.name)}>
              <span class="dim">{filter.label}</span> {shown(filter)}<Icon name="close" size={14} label={t('ui.filter.lift')} />
            </a>
          ))}
          {set.length > 1 && <a href={clearOf(action, hidden)}>{t('ui.filter.clear')}</a>}
        </p>
      )}
    </div>
  );
}

const shown = (filter: Filter): string => (filter.type === 'select' ? filter.options.find(({ value }) => value === filter.value)?.label : undefined) ?? filter.value ?? '';

function clearOf(action: string, hidden: Record<string, string | undefined>): string {
  const query = new URLSearchParams(Object.entries(hidden).filter((each): each is [string, string] => each[1] !== undefined)).toString();
  return query === '' ? action : `${action}?${query}`;
}

function FilterInput(filter: Filter) {
  const { t } = useView();
  if (filter.type !== 'select') return <input type={filter.type} name={filter.name} value={filter.value ?? ''} placeholder={filter.placeholder} />;
  return (
    <select name={filter.name} data-autosubmit>
      <option value="">{filter.none ?? t('ui.filter.any')}</option>
      {filter.options.map(({ value, label }) => <option value={value} selected={value === filter.value}>{label}</option>)}
    </select>
  );
}
