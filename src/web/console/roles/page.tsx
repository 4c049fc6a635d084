import type { Hono } from 'hono';
import { type AbilityArea, abilityTable } from '../../../auth/index.ts';
import { type Role, ROLES } from '../../../lib/ctx.ts';
import type { ConsoleEnv } from '../../http/env.ts';
import { render } from '../../http/render.tsx';
import { Badge, Banner, Card, ConsoleShell, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';

type Ability = AbilityArea['actions'][number];

/** `/console/roles`: who may do what, as the code itself says it. */
export function addRoles(app: Hono<ConsoleEnv>): void {
  app.get('/roles', (c) => render(c, <RolesPage areas={abilityTable()} />));
}

function RolesPage({ areas }: { areas: AbilityArea[] }) {
  const { t, locale, viewer } = useView();
  const own: readonly Role[] = viewer?.staff?.roles ?? [];
  const words = (title: AbilityArea['title']): string => (locale === 'en' ? title.en : title.zh);
  return (
    <ConsoleShell title={t('console.roles.title')} nav="roles">
      <PageHead title={t('console.roles.title')} lead={t('console.roles.lead')} />
      <Card>
        <dl class="kv">
          {ROLES.map((role) => (
            <div>
              <dt>{t(`console.role.${role}`)}</dt>
              <dd><span class="row">{t(`console.role_hint.${role}`)}{own.includes(role) && <Badge tone="good">{t('console.roles.yours')}</Badge>}</span></dd>
            </div>
          ))}
        </dl>
      </Card>
      <Banner tone="info" title={t('console.roles.two')} />
      <p class="dim small">{t('console.roles.legend')}</p>
      {areas.map((area) => {
        // What no person can be given says nothing about roles.
        const shown = area.actions.filter((each) => each.roles.length > 0 || each.affiliate || each.machine);
        return (
          <section class="section">
            <h2>{words(area.title)}</h2>
            <div class="scroll" role="region" aria-label={words(area.title)} tabindex={0}>
              <table class="matrix">
                <caption class="vh">{words(area.title)}</caption>
                <thead>
                  <tr>
                    <th scope="col" class="wide">{t('console.roles.action')}</th>
                    {ROLES.map((role) => <th scope="col">{t(`console.role.${role}`)}</th>)}
                    <th scope="col">{t('console.roles.affiliate')}</th>
                    <th scope="col">{t('console.roles.machine')}</th>
                  </tr>
                </thead>
                <tbody>{shown.map((each) => <Row each={each} title={words(each.title)} />)}</tbody>
              </table>
            </div>
          </section>
        );
      })}
    </ConsoleShell>
  );
}

function Row({ each, title }: { each: Ability; title: string }) {
  const { t } = useView();
  const columns: [label: string, may: boolean][] = [
    ...ROLES.map((role): [string, boolean] => [t(`console.role.${role}`), each.roles.includes(role)]),
    [t('console.roles.affiliate'), each.affiliate],
    [t('console.roles.machine'), each.machine],
  ];
  return (
    <tr>
      <th scope="row">{title}</th>
      {columns.map(([label, may]) => (may ? <td data-label={label}>✓</td> : <td />))}
    </tr>
  );
}
