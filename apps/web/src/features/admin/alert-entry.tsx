import type { AlertView } from '@tripmaster/contracts';
import {
  BellIcon,
  BellSlashIcon,
  CheckIcon,
  ClockIcon,
  PaperPlaneTiltIcon,
  PencilSimpleIcon,
  TrashIcon,
  WarningCircleIcon,
} from '@phosphor-icons/react';
import { api } from '../../lib/api.ts';
import { formatList } from '../../lib/format.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Flag } from '../../ui/marks.tsx';
import { Menu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { Problem } from '../../ui/problem.tsx';
import css from './admin.module.css';
import { METRICS, ruleText, STATES, valueText } from './alert-words.ts';
import { admin } from './queries.ts';

const HOUR_MS = 3_600_000;

/** One rule: how it stands, and what can be done about it. */
export function AlertEntry({
  alert,
  readAt,
  onHistory,
  onEdit,
  onRemove,
}: {
  alert: AlertView;
  /** When it was read: what was silenced until before then is so no more. */
  readAt: number;
  onHistory: () => void;
  onEdit: (alert: AlertView) => void;
  onRemove: (alert: AlertView) => void;
}) {
  const { id, rule, state, since, value, silencedUntil, problem } = alert;
  const refresh = [admin.alerts().queryKey];
  const test = useChange({
    call: () => api.admin.alerts.test.mutate({ id }),
    refresh,
    said: ({ channels }) => (channels.every(({ ok }) => ok) ? 'The test was sent.' : 'The test was not taken everywhere.'),
  });
  const silence = useChange({
    call: (until: string | undefined) => api.admin.alerts.silence.mutate({ id, ...(until !== undefined && { until }) }),
    refresh,
    said: (_, until) => (until === undefined ? 'The alert tells again.' : 'The alert is silenced.'),
  });
  const silenced = silencedUntil !== undefined && Date.parse(silencedUntil) > readAt;
  return (
    <li>
      <div>
        <h2>
          <bdi>{rule.name}</bdi>
        </h2>
        <p className={`small ${css.said}`}>
          {!rule.enabled ? (
            <Flag>Off</Flag>
          ) : state === 'firing' ? (
            <Flag tone="broken" icon={WarningCircleIcon}>
              {STATES.firing}
            </Flag>
          ) : state === 'pending' ? (
            <Flag tone="tight" icon={ClockIcon}>
              {STATES.pending}
            </Flag>
          ) : (
            <Flag icon={CheckIcon}>{STATES.ok}</Flag>
          )}{' '}
          {METRICS[rule.metric].name}: {value === undefined ? 'not measured yet' : <b className="num">{valueText(rule.metric, value)}</b>},
          since <Ago value={since} />
        </p>
        <p className="small soft">
          {ruleText(rule)} By {formatList(rule.channels.map(({ kind }) => kind))}.
        </p>
        {silenced && (
          <p className="small">
            <BellSlashIcon size={16} weight="bold" aria-hidden /> Silenced until <Moment value={silencedUntil} />.
          </p>
        )}
        {problem !== undefined && <p className="small">The last message was not taken: {problem}.</p>}
        {test.data?.channels
          .filter(({ ok }) => !ok)
          .map(({ kind, problem: fault }) => (
            <p key={kind} className="small" role="alert">
              The test by {kind} was not taken: {fault}.
            </p>
          ))}
        {test.isPending && <p className="small soft">Sending a test.</p>}
        <Problem title="Not tested." error={test.error} />
        <Problem title="Not silenced." error={silence.error} />
      </div>
      <div className={css.decide}>
        <ButtonLink
          to="/admin/alerts"
          search={({ what }) => ({ rule: id, ...(what !== undefined && { what }) })}
          size="sm"
          resetScroll={false}
          aria-label={`History of ${rule.name}`}
          onClick={onHistory}
        >
          History
        </ButtonLink>
        <Button
          size="sm"
          busy={silence.isPending}
          onClick={() => silence.mutate(silenced ? undefined : new Date(Date.now() + 8 * HOUR_MS).toISOString())}
        >
          {silenced ? <BellIcon size={20} aria-hidden /> : <BellSlashIcon size={20} aria-hidden />}
          {silenced ? 'Tell again' : 'Silence for 8 hours'}
        </Button>
        <Menu label={`More for ${rule.name}`} trigger="More" look={{ size: 'sm', variant: 'quiet' }}>
          <MenuItem icon={PencilSimpleIcon} onSelect={() => onEdit(alert)}>
            Change
          </MenuItem>
          <MenuItem icon={PaperPlaneTiltIcon} disabled={test.isPending} onSelect={() => test.mutate(undefined)}>
            Send a test
          </MenuItem>
          <MenuLine />
          <MenuItem icon={TrashIcon} danger onSelect={() => onRemove(alert)}>
            Remove
          </MenuItem>
        </Menu>
      </div>
    </li>
  );
}
