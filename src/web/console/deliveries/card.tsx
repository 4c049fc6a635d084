import type { TroubledDelivery, TroubleState } from '../../../notices/index.ts';
import type { FormState } from '../../http/form.ts';
import { Badge, Button, Card, Dialog, Field, Form, Time } from '../../ui/index.ts';
import { useView } from '../../view.ts';
import { AffiliateLink, DeliveryState, FactsLine } from '../desk/bits.tsx';
import { linkTo } from '../desk/query.ts';
import { permissionName } from '../desk/words.ts';

interface Props {
  delivery: TroubledDelivery;
  /** The reader may settle it. */
  settle: boolean;
  /** The tab that the page stays on. */
  state: TroubleState | undefined;
  /** A form of this card that was refused. */
  returned: FormState | null;
}

/** One mail in trouble: to whom, what the relay said, and the ways to settle it. */
export function TroubleCard({ delivery, settle, state, returned }: Props) {
  const { t, locale } = useView();
  const { cause } = delivery;
  const kind = t(`console.notice.${delivery.kind}`);
  return (
    <Card title={kind} tone={delivery.state === 'deferred' ? 'warn' : 'bad'} id={`delivery-${delivery.deliveryId}`}
      actions={<>{delivery.suppressed && <Badge tone="warn" icon="warn">{t('console.deliveries.silenced')}</Badge>}<DeliveryState state={delivery.state} /></>}>
      <FactsLine items={[
        { label: t('console.col.affiliate'), value: <AffiliateLink id={delivery.affiliateId} name={delivery.name} memberId={delivery.memberId} /> },
        { label: t('console.col.permission'), value: permissionName(delivery.permission, locale, t) },
        ...(cause.kind === 'sweep' ? [{ label: t('console.deliveries.notice'), value: <a href={`/console/sweeps/${cause.id}`}>{t('console.cause.sweep', { id: cause.id })}</a> }] : []),
        { label: t('console.deliveries.address'), value: <span class="any">{delivery.address ?? t('console.none')}</span> },
        { label: t('console.deliveries.said'), value: <span class="two"><span class="any" lang="en" translate="no">{delivery.response ?? t('console.deliveries.said_nothing')}</span><small class="dim num">{t('console.deliveries.attempts', { n: delivery.attempts })}</small></span> },
        ...(delivery.statedEffectiveAt ? [{ label: t('console.affiliate.closes_at'), value: <Time at={delivery.statedEffectiveAt} /> }] : []),
      ]} />
      {delivery.state === 'deferred' ? (
        <p class="dim">{t('console.deliveries.retry')}</p>
      ) : delivery.withdrawn ? (
        <p class="dim">{t('console.delivery.withdrawn')}</p>
      ) : settle && <Ways delivery={delivery} state={state} returned={returned} />}
    </Card>
  );
}

function Ways({ delivery, state, returned }: Omit<Props, 'settle'>) {
  const { t } = useView();
  const { deliveryId, address, suppressed } = delivery;
  const action = linkTo('/console/deliveries', { state });
  const way = (what: 'resend' | 'accepted' | 'lift', title: string, means: string, label: string) => {
    const mine = returned?.values.what === what ? returned : null;
    const id = `${what}-${deliveryId}`;
    return (
      <Dialog id={id} small open={mine !== null} label={label} title={title}>
        <Form id={`${id}-form`} action={action} hidden={{ what, deliveryId, address: what === 'lift' ? (address ?? undefined) : undefined }} state={mine ?? undefined} actions={<Button kind="primary">{label}</Button>}>
          <p>{means}</p>
          {what === 'accepted' && <Field name="acceptedAt" label={t('console.deliveries.accepted_at')} hint={t('console.deliveries.accepted_at_hint')} />}
          <Field name="reason" label={t('console.reason_field')} hint={t('console.reason_hint')} required maxlength={500} />
        </Form>
      </Dialog>
    );
  };
  return (
    <div class="row">
      {suppressed && address !== null && way('lift', t('console.deliveries.lift_title', { address }), t('console.deliveries.lift_means'), t('console.deliveries.lift'))}
      {way('resend', t('console.deliveries.resend'), t('console.deliveries.resend_means'), t('console.deliveries.resend'))}
      {delivery.messageId !== null && way('accepted', t('console.deliveries.accepted'), t('console.deliveries.accepted_means'), t('console.deliveries.accepted'))}
    </div>
  );
}
