import { Button, Card, Field, FilterBar, Form, LinkButton, Section, State, Table, type Tone } from '../ui/index.ts';
import { Time } from '../ui/index.ts';
import { useView } from '../view.ts';
import type { WordKey } from '../words/index.ts';

export function FormSection() {
  const { t } = useView();
  return (
    <Section title={t('guide.forms')} id="forms">
      <div class="halves">
        <Form id="record" action="/styleguide" actions={<><Button kind="primary">{t('guide.save')}</Button><LinkButton href="#forms" kind="quiet">{t('ui.cancel')}</LinkButton></>}>
          <Field name="name" label={t('guide.field.name')} value={t('guide.table.row1')} required />
          <Field name="kind" type="select" label={t('guide.field.kind')} value="site" options={[{ value: 'site', label: t('guide.field.kind.site') }, { value: 'app', label: t('guide.field.kind.app') }]} />
          <Field name="visits" type="number" label={t('guide.field.visits')} unit={t('guide.field.visits_unit')} value={1200} min={0} />
          <Field name="note" type="textarea" label={t('guide.field.note')} />
        </Form>
        <Card>
          <Form id="wrong" action="/styleguide" state={{ values: { url: 'www.example', way: 'file' }, errors: { url: t('guide.field.url_error') }, top: null }} actions={<Button kind="primary">{t('guide.save')}</Button>}>
            <Field name="url" type="url" label={t('guide.field.url')} hint={t('guide.field.url_hint')} required />
            <Field name="way" type="radio" label={t('guide.field.way')} options={[{ value: 'file', label: t('guide.field.way.file'), hint: t('guide.field.way.file_hint') }, { value: 'dns', label: t('guide.field.way.dns') }]} />
            <Field name="agree" type="checkbox" label={t('guide.field.agree')} />
          </Form>
        </Card>
      </div>
    </Section>
  );
}

interface Row {
  name: WordKey;
  host: string;
  state: WordKey;
  tone: Tone;
  score: number | null;
  visits: number;
}

const ROWS: Row[] = [
  { name: 'guide.table.row1', host: 'www.shengqian.example', state: 'guide.good', tone: 'good', score: 84.5, visits: 128_400 },
  { name: 'guide.table.row2', host: 'haowu.example', state: 'guide.warn', tone: 'warn', score: 58.2, visits: 9_120 },
  { name: 'guide.table.row3', host: 'shuma-daogou.example', state: 'guide.plain', tone: 'plain', score: null, visits: 310 },
];

export function TableSection() {
  const { t, fmt, now } = useView();
  const options = [{ value: 'good', label: t('guide.good') }, { value: 'warn', label: t('guide.warn') }];
  return (
    <Section title={t('guide.table')} id="table">
      <Table<Row>
        caption={t('guide.table.caption')}
        filters={<FilterBar action="/styleguide/tables" filters={[{ type: 'select', name: 'state', label: t('guide.table.state'), value: 'warn', options }, { type: 'search', name: 'q', label: t('guide.field.name'), value: t('guide.table.row1') }]} />}
        columns={[
          { key: 'name', title: t('guide.table.name'), wide: true, cell: (row) => <><a href="#table">{t(row.name)}</a><br /><span class="dim small">{row.host}</span></> },
          { key: 'state', title: t('guide.table.state'), nowrap: true, cell: (row) => <State tone={row.tone}>{t(row.state)}</State> },
          { key: 'score', title: t('guide.table.score'), num: true, cell: (row) => (row.score === null ? '–' : fmt.score(row.score)) },
          { key: 'visits', title: t('guide.table.visits'), num: true, cell: (row) => fmt.number(row.visits) },
          { key: 'checked', title: t('guide.table.checked'), nowrap: true, cell: () => <Time at={now} /> },
        ]}
        rows={ROWS}
        pager={{ older: '#table', note: t('guide.table.note', { n: fmt.number(128) }) }}
      />
      <Table<Row> caption={t('guide.table.empty')} columns={[]} rows={[]} empty={t('guide.table.empty')} />
    </Section>
  );
}
