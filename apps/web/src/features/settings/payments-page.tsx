import type { BillingOffer, BillingStatus, Product } from '@tripmaster/contracts';
import { ArrowSquareOutIcon, CheckIcon, ClockIcon, WarningCircleIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../lib/api.ts';
import { formatMoney } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Flag, Note } from '../../ui/marks.tsx';
import { Day } from '../../ui/moments.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { isAwaited, leavesToPay } from './awaited-payment.ts';
import { account } from './queries.ts';
import { Entries, Entry, Section } from './section.tsx';
import css from './settings.module.css';

const ASK_EVERY_MS = 2_000;
const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

const OFFERS: Readonly<Record<Product, { name: string; per: string; about: string; act: string }>> = {
  monthly: { name: 'By the month', per: 'a month', about: 'Goes on until you end it.', act: 'Pay by the month' },
  yearly: { name: 'By the year', per: 'a year', about: 'Goes on until you end it.', act: 'Pay by the year' },
  pass: { name: 'For 30 days', per: 'once', about: 'Ends by itself; a second pass begins where the first ends.', act: 'Buy 30 days' },
};

/** What one has of premium, and the ways to it. Everything about cards is at the payment service. */
export function PaymentsPage() {
  usePageTitle('Plan and payments');
  const read = useQuery({
    ...account.billing,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isAwaited(data) ? ASK_EVERY_MS : false),
  });
  const status = read.data;
  return (
    <>
      <h1>Plan and payments</h1>
      {read.isPending && (
        <div className={css.list}>
          <RowsSkeleton label="Your plan is loading" />
        </div>
      )}
      {status === undefined && read.isError && (
        <div className={css.list}>
          <ErrorState title="Your plan could not be loaded" error={read.error} onRetry={() => void read.refetch()} />
        </div>
      )}
      {status?.state === 'off' && (
        <div className={css.list}>
          <EmptyState title="Nothing is sold here" text="Everybody on this server has everything it gives." />
        </div>
      )}
      {status !== undefined && status.state !== 'off' && <Plan status={status} />}
    </>
  );
}

function Plan({ status }: { status: BillingStatus }) {
  const { state, product, premium, manageable } = status;
  const paysAgain = product === 'monthly' || product === 'yearly';
  const awaited = isAwaited(status);
  return (
    <>
      <p className="lede">
        {premium
          ? 'Premium gives you more room. Everything else is the same for everybody.'
          : 'Everything works without paying. Premium gives more room.'}
      </p>
      <Section title="What you have" aside={<StateFlag status={status} />}>
        <p>{sentence(status)}</p>
        <Gives status={status} />
        {manageable && (state !== 'free' || paysAgain) && <ToPortal failed={state === 'failed'} once={product === 'pass'} />}
      </Section>
      {awaited ? (
        <div className={css.list}>
          <Note icon={ClockIcon} live>
            <b>Your payment is on its way.</b> The payment service tells us within a few seconds, and this page follows by itself.
          </Note>
        </div>
      ) : (
        (state === 'free' || product === 'pass') && <Offers status={status} />
      )}
      {manageable && state === 'free' && (
        <Section title="Earlier payments" about="Invoices and cards are kept by the payment service.">
          <ToPortal once />
        </Section>
      )}
    </>
  );
}

function StateFlag({ status: { state } }: { status: BillingStatus }) {
  if (state === 'failed')
    return (
      <Flag tone="broken" icon={WarningCircleIcon}>
        Payment failed
      </Flag>
    );
  if (state === 'ending')
    return (
      <Flag tone="tight" icon={ClockIcon}>
        Premium, ending
      </Flag>
    );
  if (state === 'premium') return <Flag icon={CheckIcon}>Premium</Flag>;
  return <Flag>Free</Flag>;
}

function sentence({ state, premium, product, until }: BillingStatus): ReactNode {
  const day = until === undefined ? undefined : <Day value={until} />;
  if (state === 'failed')
    return premium ? (
      <>The last payment did not go through. Premium goes on until {day ?? 'it is settled'}; change your card to keep it.</>
    ) : (
      <>The last payment did not go through, and premium has ended. Change your card to go on.</>
    );
  if (state === 'ending') return <>You ended premium. It lasts until {day}; your files stay after that.</>;
  if (state === 'premium' && product === 'pass') return <>Your pass lasts until {day}, and ends by itself.</>;
  if (state === 'premium') return <>Premium is paid again on {day}.</>;
  return <>The free plan, which has no end.</>;
}

/** What is different with premium, in figures. */
function Gives({ status: { gives, premium } }: { status: BillingStatus }) {
  if (gives === undefined) return null;
  const { files, modelTimes } = gives;
  return (
    <Entries>
      <Entry
        name="Room for files"
        facts={
          premium ? `${size(files.premium)} instead of ${size(files.free)}` : `${size(files.free)}; with premium ${size(files.premium)}`
        }
      />
      {modelTimes !== undefined && (
        <Entry
          name="Plans written by the model in a day"
          facts={premium ? `${modelTimes} times as many as without premium` : `With premium ${modelTimes} times as many`}
        />
      )}
    </Entries>
  );
}

function size(bytes: number): string {
  return bytes >= GIB ? `${Math.round((bytes / GIB) * 10) / 10} GB` : `${Math.round(bytes / MIB)} MB`;
}

function Offers({ status }: { status: BillingStatus }) {
  const offers = useQuery(account.offers);
  const buy = useChange({
    call: ({ product }: BillingOffer) => api.billing.checkout.mutate({ product }),
    onDone: ({ url }) => {
      leavesToPay(status);
      globalThis.location.assign(url);
    },
  });
  return (
    <Section title="Premium" about="You pay on a page of Stripe’s. Your card is typed in there and never comes to this server.">
      {offers.isPending && <RowsSkeleton label="The prices are loading" />}
      {offers.data === undefined && offers.isError && (
        <ErrorState title="The prices could not be loaded" error={offers.error} onRetry={() => void offers.refetch()} />
      )}
      {offers.data !== undefined && (
        <Entries>
          {offers.data.map((offer) => {
            const { name, per, about, act } = OFFERS[offer.product];
            return (
              <Entry
                key={offer.product}
                name={name}
                facts={
                  <>
                    <span className="num">{formatMoney(offer.price)}</span> {per}. {about}
                  </>
                }
                act={
                  <Button
                    variant="primary"
                    busy={buy.isPending && buy.variables.product === offer.product}
                    onClick={() => buy.mutate(offer)}
                  >
                    {act}
                    <ArrowSquareOutIcon size={20} aria-hidden />
                  </Button>
                }
              />
            );
          })}
        </Entries>
      )}
      <Problem title="The page to pay on did not open." error={buy.error} />
    </Section>
  );
}

function ToPortal({ failed = false, once }: { failed?: boolean; once: boolean }) {
  const go = useChange({
    call: () => api.billing.portal.mutate(),
    onDone: ({ url }) => globalThis.location.assign(url),
  });
  return (
    <>
      <div className={css.acts}>
        <Button variant={failed ? 'primary' : 'plain'} busy={go.isPending} onClick={() => go.mutate(undefined)}>
          {failed ? 'Change the card' : once ? 'Cards and invoices' : 'Cards, invoices, ending it'}
          <ArrowSquareOutIcon size={20} aria-hidden />
        </Button>
      </div>
      <Problem title="The page did not open." error={go.error} />
    </>
  );
}
