import type { FlagView } from './wire.ts';
import { ToggleLeftIcon, ToggleRightIcon, WarningIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatList, plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm, Dialog } from '../../ui/dialog.tsx';
import { Flag, Note } from '../../ui/marks.tsx';
import { Ago } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import { Problem } from '../../ui/problem.tsx';
import { EmptyState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { CsvButton } from './csv-button.tsx';
import { FlagForm } from './flag-form.tsx';
import { admin } from './queries.ts';
import { WithSecondFactor } from './second-factor.tsx';

const REFRESH = [admin.flags().queryKey];

/** What is switched on, for whom. */
export function FlagsPage() {
  usePageTitle('Flags');
  const list = useInfiniteQuery(admin.flags());
  const heading = useRef<HTMLHeadingElement>(null);
  const [editing, setEditing] = useState<FlagView | 'new'>();
  const [asked, setAsked] = useState<FlagView>();
  const remove = useChange({
    call: ({ key, version }: FlagView) => api.admin.flags.remove.mutate({ key, version }),
    refresh: REFRESH,
    said: (_, { key }) => `The flag ${key} is removed.`,
  });
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        Flags
      </h1>
      <p className="lede">What is switched on, for whom. A change holds within a second on every server.</p>
      <WithSecondFactor error={list.error}>
        <div className={css.make}>
          <Button variant="primary" onClick={() => setEditing('new')}>
            Make a flag
          </Button>
          <CsvButton table="flags" of="All flags" />
        </div>
        <Paged list={list} noun="flags" empty={<EmptyState title="No flags" text="A flag gives some people one value and some another." />}>
          {(flags) => (
            <ul className={css.reports}>
              {flags.map((flag) => (
                <One key={flag.key} flag={flag} onEdit={setEditing} onRemove={setAsked} />
              ))}
            </ul>
          )}
        </Paged>
      </WithSecondFactor>
      <Dialog
        open={editing !== undefined}
        onClose={() => setEditing(undefined)}
        title={editing === 'new' || editing === undefined ? 'A new flag' : `Change ${editing.key}`}
      >
        {editing !== undefined && (
          <FlagForm
            flag={editing === 'new' ? undefined : editing}
            onClose={() => setEditing(undefined)}
            onDone={() => setEditing(undefined)}
          />
        )}
      </Dialog>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title="Remove the flag?"
        act="Remove the flag"
        acting="Removing the flag"
        change={remove}
        doneFocus={heading}
        problem="Not removed."
      >
        <p>
          {asked?.declared === undefined ? (
            <>
              Whoever asks for <b>{asked?.key}</b> gets the default of their own code.
            </>
          ) : (
            <>
              Its rules go, and <b>{asked.key}</b> is for everybody what the code says: {JSON.stringify(asked.declared.default)}.
            </>
          )}
        </p>
      </Confirm>
    </>
  );
}

function One({ flag, onEdit, onRemove }: { flag: FlagView; onEdit: (flag: FlagView) => void; onRemove: (flag: FlagView) => void }) {
  const { key, description, enabled, version, updatedAt, declared, experiments, warnings } = flag;
  // Without a version: what is switched off in need has to go off, whoever has changed what.
  const turn = useChange({
    call: (on: boolean) => api.admin.flags.set.mutate({ key, enabled: on }),
    refresh: REFRESH,
    said: (_, on) => (on ? `The rules of ${key} hold again.` : `${key} is switched off.`),
  });
  return (
    <li>
      <div>
        <h2 className={css.key}>{key}</h2>
        {description !== '' && <p className="small">{description}</p>}
        <p className={`small ${css.said}`}>
          {enabled ? (
            <Flag icon={ToggleRightIcon}>On</Flag>
          ) : (
            <Flag tone="tight" icon={ToggleLeftIcon}>
              Switched off
            </Flag>
          )}{' '}
          {said(flag)}
        </p>
        <p className="small soft">
          {declared === undefined ? 'Unknown to the code of this version' : `Known to the code, ${declared.type}`}
          {version > 0 && `, version ${version}`}
          {updatedAt !== undefined && (
            <>
              , changed <Ago value={updatedAt} />
            </>
          )}
          {experiments.length > 0 && `, tried by ${formatList(experiments)}`}.
        </p>
        <div className={css.notes}>
          {warnings.map((warning) => (
            <Note key={warning} icon={WarningIcon} tone="tight">
              {warning}
            </Note>
          ))}
        </div>
        <Problem title="Not switched." error={turn.error} />
      </div>
      <div className={css.decide}>
        <Button
          size="sm"
          aria-label={enabled ? `Switch off ${key}` : `Switch on ${key}`}
          busy={turn.isPending}
          onClick={() => turn.mutate(!enabled)}
        >
          {enabled ? 'Switch off' : 'Switch on'}
        </Button>
        <Button size="sm" aria-label={`Change ${key}`} onClick={() => onEdit(flag)}>
          Change
        </Button>
        {version > 0 && (
          <Button size="sm" variant="danger" aria-label={`Remove ${key}`} onClick={() => onRemove(flag)}>
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}

/** What a flag is for people, in a few words. */
function said({ enabled, definition, declared }: FlagView): string {
  const code = declared === undefined ? 'the default of whoever asks' : JSON.stringify(declared.default);
  if (!enabled) return declared === undefined ? `Everybody gets ${code}.` : `Everybody gets the default of the code, ${code}.`;
  const usual = definition.defaultValue === undefined || definition.defaultValue === null ? code : short(definition.defaultValue);
  const rules = definition.rules?.length ?? 0;
  return rules === 0 ? `Everybody gets ${usual}.` : `${plural(rules, 'rule')}; everybody else gets ${usual}.`;
}

function short(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
