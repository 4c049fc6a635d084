import { FACTS, type FactName } from '../../../facts/index.ts';
import { type Permission, PERMISSIONS } from '../../../policy/index.ts';
import { Banner, Button, ConsoleShell, Field, Form, LinkButton, PageHead, Table } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import type { Fault } from './faults.ts';
import { factLabel } from './requirement-words.ts';

/** Of a requirement, as its definition names them. */
const PARTS = ['fact', 'operator', 'value', 'code', 'title', 'remedy'];

interface EditProps {
  permission: Permission;
  text: string;
  held: number | undefined;
  faults: Fault[];
}

/** First step: the definition as text, with what is wrong in it. */
export function EditPage({ permission, text, held, faults }: EditProps) {
  const view = useView();
  const { t, locale } = view;
  const name = PERMISSIONS[permission][locale];
  const here = `/console/policies/${permission}`;
  const title = t('policy.new.title', { permission: name });
  return (
    <ConsoleShell title={title} nav="policies">
      <PageHead title={title} lead={t('policy.new.lead')} crumbs={[{ href: '/console/policies', label: t('policy.title') }, { href: here, label: name }]} />
      {faults.length > 0 && <div role="alert" tabindex={-1} autofocus><Faults faults={faults} /></div>}
      <Form
        action={`${here}/new`}
        state={{ values: { definition: text }, errors: faults.length > 0 ? { definition: t('policy.new.wrong', { n: faults.length }) } : {}, top: null }}
        actions={<><Button kind="primary" name="step" value="check">{t('policy.new.check')}</Button><LinkButton href={here} kind="quiet">{t('ui.cancel')}</LinkButton></>}
      >
        <Field type="textarea" name="definition" label={t('policy.new.field')} hint={held === undefined ? undefined : <>{t('policy.new.hint')}{PARTS.map((part) => <> <code>{part}</code></>)}</>} rows={26} mono required />
      </Form>
      <details class="more">
        <summary>{t('policy.new.facts')}</summary>
        <Table
          caption={t('policy.new.facts')}
          rows={Object.keys(FACTS) as FactName[]}
          columns={[
            { key: 'name', title: t('policy.new.facts.name'), cell: (fact) => <code>{fact}</code>, nowrap: true },
            { key: 'label', title: t('policy.new.facts.label'), cell: (fact) => factLabel(fact, view) },
            { key: 'meaning', title: t('policy.new.facts.meaning'), cell: (fact) => FACTS[fact].meaning[locale], wide: true },
          ]}
        />
      </details>
    </ConsoleShell>
  );
}

function Faults({ faults }: { faults: Fault[] }) {
  const { t } = useView();
  return (
    <Banner tone="bad" title={t('policy.new.wrong', { n: faults.length })}>
      <ul class="plain faults">{faults.map(({ path, text }) => <li>{path === '' ? <span class="dim">{t('policy.fault.whole')}</span> : <code>{path}</code>} {text}</li>)}</ul>
    </Banner>
  );
}
