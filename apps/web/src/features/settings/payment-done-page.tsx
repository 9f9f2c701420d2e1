import { HourglassMediumIcon } from '@phosphor-icons/react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { announce } from '../../lib/announcements.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/marks.tsx';
import { Day } from '../../ui/moments.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { cameBackPaid, hasArrived } from './awaited-payment.ts';
import { account } from './queries.ts';
import css from './settings.module.css';

const ASK_EVERY_MS = 2_000;
const LONG_MS = 60_000;

/** Where the payment service sends people back to: what was paid counts once the server has heard of it, which takes seconds. */
export function PaymentDonePage() {
  usePageTitle('Payment');
  const [long, setLong] = useState(false);
  const read = useQuery({
    ...account.billing,
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data !== undefined && (hasArrived(data) || data.state === 'off') ? false : ASK_EVERY_MS),
  });
  const premium = read.data !== undefined && hasArrived(read.data);
  useEffect(() => {
    cameBackPaid();
    const timer = setTimeout(() => setLong(true), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (premium) announce('Your payment has arrived. You have premium.');
  }, [premium]);
  const back = (
    <div className={css.list}>
      <ButtonLink to="/account/payments" variant={premium ? 'primary' : 'plain'}>
        Plan and payments
      </ButtonLink>
    </div>
  );
  if (read.data === undefined && read.isError)
    return (
      <>
        <h1>Payment</h1>
        <div className={css.list}>
          <ErrorState title="Your plan could not be loaded" error={read.error} onRetry={() => void read.refetch()} />
        </div>
      </>
    );
  if (premium)
    return (
      <>
        <h1>Your payment has arrived</h1>
        <p className="lede">
          You have premium
          {read.data?.until === undefined ? '' : ' until '}
          {read.data?.until !== undefined && <Day value={read.data.until} />}. A receipt comes by mail from the payment service.
        </p>
        {back}
      </>
    );
  return (
    <>
      <h1>{long ? 'Your payment takes longer' : 'Your payment is on its way'}</h1>
      <p className="lede">
        {long
          ? 'The payment service has not told us of it yet. You can leave this page: premium begins by itself as soon as it does.'
          : 'The payment service tells us within a few seconds. This page follows by itself.'}
      </p>
      {!long && (
        <div className={css.list}>
          <Note icon={HourglassMediumIcon}>Waiting for word from the payment service.</Note>
        </div>
      )}
      {long && back}
    </>
  );
}
