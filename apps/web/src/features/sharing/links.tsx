import type { Id, MemberRole, ShareCreated, ShareLink } from '@tripmaster/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { queries } from '../../lib/queries.ts';
import { useChange, useChangeForm } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { Day } from '../../ui/moments.tsx';
import { Problem, ProblemText } from '../../ui/problem.tsx';
import { RoleSelect } from './role-select.tsx';
import { roleWord } from './roles.ts';
import { Row, Rows } from './rows.tsx';
import css from './sharing.module.css';

const DAY_MS = 86_400_000;
const ENDS = [
  { days: 0, word: 'Until I revoke it' },
  { days: 1, word: 'For a day' },
  { days: 7, word: 'For 7 days' },
  { days: 30, word: 'For 30 days' },
] as const;

/** A trip's links: those that work, one just made (its address is shown this once), and a form for another. */
export function Links({ planId }: { planId: Id }) {
  const links = useQuery(queries.links(planId));
  const list = useRef<HTMLDivElement>(null);
  const [created, setCreated] = useState<ShareCreated>();
  const revoke = useChange({
    call: ({ id }: ShareLink) => api.plans.share.revoke.mutate({ id }),
    refresh: [queries.links(planId).queryKey],
    said: () => 'The link is revoked.',
    onDone: (_, { id }) => {
      setCreated((shown) => (shown?.id === id ? undefined : shown));
      list.current?.focus();
    },
  });
  const items = links.data?.items ?? [];
  return (
    <div ref={list} tabIndex={-1} className={css.stack}>
      <p className="small soft">
        Whoever has a link sees the trip and its dates, without signing in. One for changing also lets them join.
      </p>
      <Problem title="Not loaded." error={links.error} />
      <Problem title="Not revoked." error={revoke.error} />
      {items.length > 0 && (
        <Rows>
          {items.map((link) => (
            <Row
              key={link.id}
              name={
                link.label === undefined ? (
                  <>
                    Link of <Day value={link.createdAt} />
                  </>
                ) : (
                  <bdi>{link.label}</bdi>
                )
              }
              facts={
                <>
                  {roleWord(link.role)};{' '}
                  {link.expiresAt === undefined ? (
                    'until it is revoked'
                  ) : (
                    <>
                      until <Day value={link.expiresAt} />
                    </>
                  )}
                </>
              }
            >
              <Button
                size="sm"
                busy={revoke.isPending && revoke.variables.id === link.id}
                aria-label={`Revoke ${link.label ?? 'this link'}`}
                onClick={() => revoke.mutate(link)}
              >
                Revoke
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {created === undefined ? (
        <LinkForm planId={planId} onDone={setCreated} />
      ) : (
        <ShownOnce
          created={created}
          onClose={() => {
            setCreated(undefined);
            list.current?.focus();
          }}
        />
      )}
    </div>
  );
}

function LinkForm({ planId, onDone }: { planId: Id; onDone: (created: ShareCreated) => void }) {
  const [role, setRole] = useState<MemberRole>('viewer');
  const [days, setDays] = useState(0);
  const [label, setLabel] = useState('');
  const { form, errors, busy, touched, submit } = useChangeForm({
    call: (input: { label: string; role: MemberRole; days: number }) =>
      api.plans.share.create.mutate({
        id: planId,
        role: input.role,
        ...(input.label !== '' && { label: input.label }),
        ...(input.days > 0 && { expiresAt: new Date(Date.now() + input.days * DAY_MS).toISOString() }),
      }),
    refresh: [queries.links(planId).queryKey],
    said: () => 'The link is made.',
    onDone,
  });
  return (
    <form
      ref={form}
      noValidate
      className={css.stack}
      onSubmit={(event) => {
        event.preventDefault();
        submit({ role, days, label: label.trim() });
      }}
    >
      <div className={css.link}>
        <Field label="Whoever has it">
          <RoleSelect value={role} onChange={setRole} />
        </Field>
        <Field label="It works">
          <Select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {ENDS.map((end) => (
              <option key={end.days} value={end.days}>
                {end.word}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="For whom" optional error={errors['label']}>
          <TextInput
            maxLength={60}
            autoComplete="off"
            value={label}
            onChange={(event) => {
              setLabel(event.target.value);
              touched('label');
            }}
          />
        </Field>
        <Button type="submit" busy={busy}>
          {busy ? 'Making the link' : 'Make a link'}
        </Button>
      </div>
      <ProblemText text={errors['']} />
    </form>
  );
}

function ShownOnce({ created, onClose }: { created: ShareCreated; onClose: () => void }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className={css.once}>
      <h4 ref={title} tabIndex={-1}>
        The link is made
      </h4>
      <p className="small">It is shown this once: copy it now and send it.</p>
      <p className={css.address} data-link>
        {created.url}
      </p>
      <div className={css.acts}>
        <CopyButton text={created.url} said="The link is copied.">
          Copy the link
        </CopyButton>
        <Button size="sm" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}
