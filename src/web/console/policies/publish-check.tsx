import { type Permission, PERMISSIONS, type PolicyDefinition } from '../../../policy/index.ts';
import { Banner, Button, ConsoleShell, Form, PageHead } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { PolicyDifference } from './difference.tsx';
import { Requirements } from './requirement.tsx';
import type { PolicyDiff } from './requirement-diff.ts';

interface CheckProps {
  permission: Permission;
  definition: PolicyDefinition;
  /** As it was typed, to go back to. */
  text: string;
  /** The newest version that there is; what is published becomes the next. */
  base: number;
  held: number | undefined;
  diff: PolicyDiff | null;
  /** Another version was published meanwhile. */
  moved: boolean;
}

/** Second step: what changes, and what publishing it means. */
export function CheckPage({ permission, definition, text, base, held, diff, moved }: CheckProps) {
  const { t, locale } = useView();
  const here = `/console/policies/${permission}`;
  const title = t('policy.new.confirm.title');
  return (
    <ConsoleShell title={title} nav="policies">
      <PageHead
        title={title}
        lead={held === undefined ? t('policy.new.confirm.first') : t('policy.new.confirm.lead', { from: held, to: base + 1 })}
        crumbs={[{ href: '/console/policies', label: t('policy.title') }, { href: here, label: PERMISSIONS[permission][locale] }]}
      />
      {moved && <div role="alert" tabindex={-1} autofocus><Banner tone="warn" title={t('policy.new.moved')} /></div>}
      {diff ? <PolicyDifference diff={diff} /> : <Requirements requirements={definition.requirements} />}
      <div>
        <Form action={`${here}/new`} hidden={{ definition: text, base }} actions={<>
          <Button kind="primary" name="step" value="publish">{t('policy.new.publish', { version: base + 1 })}</Button>
          <Button kind="quiet" name="step" value="edit">{t('policy.new.back')}</Button>
        </>}>
          <p>{t('policy.new.effect')}</p>
        </Form>
      </div>
    </ConsoleShell>
  );
}
