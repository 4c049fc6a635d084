import type { Child } from 'hono/jsx';
import { useView } from '../view.ts';
import { EmptyState } from './empty-state.tsx';
import { Icon } from './icon.tsx';
import { cx, type Tone } from './tone.ts';

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => Child;
  /** Numbers: aligned to the right, in figures of one width. */
  num?: boolean | undefined;
  /** Takes the room that is left. */
  wide?: boolean | undefined;
  /** Stays in one line. */
  nowrap?: boolean | undefined;
  /** Label on a phone; the title unless told, '' for none. */
  label?: string | undefined;
  /** Title for screen readers only: a column of buttons. */
  quiet?: boolean | undefined;
}

export interface PagerProps {
  newer?: string | null | undefined;
  older?: string | null | undefined;
  /** How many are shown, of how many. */
  note?: Child;
}

export interface TableProps<Row> {
  /** What the table holds; shown only when `captioned`. */
  caption: string;
  captioned?: boolean | undefined;
  /** The first column heads its row. */
  columns: Column<Row>[];
  rows: readonly Row[];
  /** In place of the table when it has no rows: words, or an <EmptyState>. */
  empty?: Child;
  filters?: Child;
  pager?: PagerProps | undefined;
  rowTone?: ((row: Row) => Tone | undefined) | undefined;
  rowId?: ((row: Row) => string | undefined) | undefined;
}

/** A table; on a phone each row becomes a card whose cells carry their labels. */
export function Table<Row>(props: TableProps<Row>) {
  const { t } = useView();
  const { columns, rows } = props;
  return (
    <div class="table">
      {props.filters}
      {rows.length === 0 ? (
        typeof props.empty === 'object' && props.empty !== null ? props.empty : <EmptyState title={props.empty ?? t('ui.table.empty')} small />
      ) : (
        <div class="scroll" role="region" aria-label={props.caption} tabindex={0}>
          <table>
            <caption class={cx(!props.captioned && 'vh')}>{props.caption}</caption>
            <thead>
              <tr>{columns.map((column) => <th scope="col" class={classOf(column, column.wide)}>{column.quiet ? <span class="vh">{column.title}</span> : column.title}</th>)}</tr>
            </thead>
            <tbody>{rows.map((row) => <Cells row={row} columns={columns} tone={props.rowTone?.(row)} id={props.rowId?.(row)} />)}</tbody>
          </table>
        </div>
      )}
      {props.pager && <Pager {...props.pager} />}
    </div>
  );
}

function Cells<Row>({ row, columns, tone, id }: { row: Row; columns: Column<Row>[]; tone: Tone | undefined; id: string | undefined }) {
  return (
    <tr class={tone} id={id}>
      {columns.map((column, index) => {
        const label = column.label ?? (column.quiet ? '' : column.title);
        return index === 0 ? (
          <th scope="row" class={classOf(column)}>{column.cell(row)}</th>
        ) : (
          <td class={classOf(column)} data-label={label || undefined}>{column.cell(row)}</td>
        );
      })}
    </tr>
  );
}

/** A column is as wide as its head: cells do not say so again. */
const classOf = <Row,>(column: Column<Row>, wide = false): string | undefined => cx(column.num && 'num', wide && 'wide', column.nowrap && 'nowrap') || undefined;

/** Links to the page before and after, by key. Nothing when there is one page. */
export function Pager({ newer, older, note }: PagerProps) {
  const { t } = useView();
  if (!newer && !older && !note) return null;
  return (
    <nav class="pager spread" aria-label={t('ui.pager')}>
      <span class="dim num">{note}</span>
      {(newer ?? older) && (
        <span class="row">
          {newer ? <a class="btn small back" href={newer} rel="prev"><Icon name="arrow" size={16} /><span>{t('ui.pager.newer')}</span></a> : <span class="btn small off">{t('ui.pager.newer')}</span>}
          {older ? <a class="btn small" href={older} rel="next"><span>{t('ui.pager.older')}</span><Icon name="arrow" size={16} /></a> : <span class="btn small off">{t('ui.pager.older')}</span>}
        </span>
      )}
    </nav>
  );
}
