import { ALERT_METRICS, USUAL_WINDOW_MINUTES, type AlertSaved, type AlertView } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatCount, formatInstant } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Confirm, Dialog } from '../../ui/dialog.tsx';
import { RowsSkeleton } from '../../ui/paged.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { AlertForm } from './alert-form.tsx';
import { AlertEntry } from './alert-entry.tsx';
import { AlertHistory } from './alert-history.tsx';
import { METRICS, valueText } from './alert-words.ts';
import { CsvButton } from './csv-button.tsx';
import { Figures, Sheet } from './figures-frame.tsx';
import figures from './figures.module.css';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Rules that watch the server and tell its operators. */
export function AlertsPage() {
  usePageTitle('Alerts');
  const list = useQuery(admin.alerts());
  const heading = useRef<HTMLHeadingElement>(null);
  const history = useRef<HTMLHeadingElement>(null);
  const [editing, setEditing] = useState<AlertView | 'new'>();
  const [saved, setSaved] = useState<AlertSaved>();
  const [asked, setAsked] = useState<AlertView>();
  const remove = useChange({
    call: ({ id }: AlertView) => api.admin.alerts.remove.mutate({ id }),
    refresh: [admin.alerts().queryKey],
    said: () => 'The alert is removed.',
  });
  const make = (
    <Button variant="primary" onClick={() => setEditing('new')}>
      Make an alert
    </Button>
  );
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Alerts
      </h1>
      <p className="lede">Rules that watch this server once a minute and tell you by mail, webhook or ntfy.</p>
      <WithSecondFactor error={list.error}>
        <div className={`${figures.body} ${figures.spaced}`}>
          {list.isPending && <RowsSkeleton label="The alerts are loading" />}
          {list.isError && list.data === undefined && (
            <ErrorState title="The alerts could not be read." error={list.error} onRetry={() => void list.refetch()} />
          )}
          {list.data?.length === 0 && (
            <EmptyState title="No alerts" text="Begin with failing requests, a full disk, and mails or jobs that were given up.">
              {make}
            </EmptyState>
          )}
          {list.data !== undefined && list.data.length > 0 && (
            <>
              <div className={css.make}>
                {make}
                <CsvButton table="alerts" of="All rules" />
              </div>
              <ul className={css.reports}>
                {list.data.toSorted(byUrgency).map((alert) => (
                  <AlertEntry
                    key={alert.id}
                    alert={alert}
                    readAt={list.dataUpdatedAt}
                    onHistory={() => history.current?.focus()}
                    onEdit={setEditing}
                    onRemove={setAsked}
                  />
                ))}
              </ul>
              <AlertHistory rules={list.data} heading={history} />
            </>
          )}
          <Measures />
        </div>
      </WithSecondFactor>
      <Dialog
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing === 'new' ? 'A new alert' : 'Change the alert'}
      >
        {editing !== undefined && (
          <AlertForm
            alert={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
            onDone={(answer) => {
              setEditing(undefined);
              if (answer.secret !== undefined) setSaved(answer);
            }}
          />
        )}
      </Dialog>
      <Dialog open={saved !== undefined} onClose={() => setSaved(undefined)} title="What its webhooks are signed with">
        <div className="dialog-body">
          <p className="small">It is shown this once. What is sent is signed with it, by the Standard Webhooks convention.</p>
          <p className={css.person} data-token>
            {saved?.secret}
          </p>
          <CopyButton text={saved?.secret ?? ''} said="The secret is copied.">
            Copy the secret
          </CopyButton>
        </div>
      </Dialog>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Remove the alert?"
        act="Remove the alert"
        acting="Removing the alert"
        change={remove}
        doneFocus={heading}
        problem="Not removed."
      >
        “<bdi>{asked?.rule.name}</bdi>” watches no more, and its history goes with it.
      </Confirm>
    </>
  );
}

/** What fires first, then what is about to. */
function byUrgency(one: AlertView, other: AlertView): number {
  const order = ['firing', 'pending', 'ok'];
  return order.indexOf(one.state) - order.indexOf(other.state);
}

/** What is measured, whether or not a rule looks at it. */
function Measures() {
  const { data } = useQuery(admin.measures());
  if (data === undefined) return null;
  const { metrics, server } = data;
  return (
    <>
      <Figures
        items={metrics.map(({ metric, value }) => ({
          label: METRICS[metric].name,
          value: value === undefined ? '–' : valueText(metric, value),
          ...(value === undefined
            ? { note: 'could not be measured' }
            : ALERT_METRICS[metric].windowed && { note: `in the last ${USUAL_WINDOW_MINUTES} minutes` }),
        }))}
      />
      <Sheet title="Requests of the last day" about={`In steps of ten minutes, up to ${formatInstant(data.asOf)}.`}>
        <LineChart
          label="Requests and failures of the last day"
          step="Time"
          steps={server.map(({ from }) => clock.format(Date.parse(from)))}
          format={formatCount}
          series={[
            { name: 'requests', tone: 'coach', values: server.map(({ requests }) => requests) },
            { name: 'failed', tone: 'food', values: server.map(({ errors }) => errors) },
          ]}
        />
      </Sheet>
      <Sheet title="Time to answer" about="95 of 100 answers took no longer.">
        <LineChart
          label="Milliseconds that 95 of 100 answers stayed under, in the last day"
          step="Time"
          steps={server.map(({ from }) => clock.format(Date.parse(from)))}
          format={(ms) => `${formatCount(Math.round(ms))}\u00a0ms`}
          series={[{ name: '', tone: 'coach', values: server.map(({ p95Ms }) => p95Ms ?? null) }]}
        />
      </Sheet>
    </>
  );
}
