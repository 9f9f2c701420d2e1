import type { AccountStatus, AdminUser, Role } from '@tripmaster/client';
import { ArrowLeftIcon } from '@phosphor-icons/react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, type RefObject, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { readFailure } from '../../lib/failure.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { useSession } from '../../lib/session.ts';
import { useChange } from '../../lib/use-change.ts';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../../ui/dialog.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { Skeleton } from '../../ui/marks.tsx';
import { Ago, Moment } from '../../ui/moments.tsx';
import { ErrorState } from '../../ui/states.tsx';
import css from './admin.module.css';
import { Email } from './email.tsx';
import { StatusFlag } from './people-page.tsx';
import { admin } from './queries.ts';
import { ROLES, roleWord } from './roles.ts';
import { WithSecondFactor } from './second-factor.tsx';

/** One account: facts, and what an administrator may do with it. */
export function PersonPage() {
  const { id } = useParams({ from: '/shell/admin/users/$id' });
  const person = useQuery(admin.user(id));
  const missing = person.isError && ['not-found', 'invalid-input'].includes(readFailure(person.error).code);
  usePageTitle(person.data?.email ?? 'Person');
  return (
    <>
      <Link to="/admin/users" className={css.back ?? ''}>
        <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
        People
      </Link>
      <WithSecondFactor error={person.error}>
        {person.isPending && <Skeleton label="The account is loading" />}
        {missing && (
          <>
            <h1>No such account</h1>
            <p className="lede">It was deleted, or the address of this page is wrong.</p>
          </>
        )}
        {person.data === undefined && person.isError && !missing && (
          <ErrorState title="The account could not be loaded" error={person.error} onRetry={() => void person.refetch()} />
        )}
        {person.data !== undefined && !missing && <Person person={person.data} />}
      </WithSecondFactor>
    </>
  );
}

function Person({ person }: { person: AdminUser }) {
  const session = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const me = session.status === 'signed-in' ? session.user : undefined;
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={css.person}>
        <Email value={person.email} />
      </h1>
      <dl className={css.facts}>
        <Fact name="Name">{person.name ?? <span className="soft">Not said</span>}</Fact>
        <Fact name="Role">{roleWord(person.role)}</Fact>
        <Fact name="Status">
          <StatusFlag person={person} />
        </Fact>
        <Fact name="Second factor">{person.secondFactor ? 'Yes' : 'No'}</Fact>
        <Fact name="Opened">
          <Moment value={person.createdAt} />
        </Fact>
        <Fact name="Last seen">
          {person.lastSeenAt === undefined ? <span className="soft">Not signed in</span> : <Ago value={person.lastSeenAt} />}
        </Fact>
      </dl>
      {me?.role !== 'admin' ? (
        <p className="soft small">Supporters see accounts and change none.</p>
      ) : (
        <>
          <RoleAct person={person} own={me.id === person.id} heading={heading} />
          <StatusAct person={person} own={me.id === person.id} heading={heading} />
        </>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type ActProps = { person: AdminUser; own: boolean; heading: RefObject<HTMLHeadingElement | null> };

/** Puts the changed account where it is shown. */
function useShown() {
  const client = useQueryClient();
  return (person: AdminUser) => client.setQueryData(admin.user(person.id).queryKey, person);
}

function RoleAct({ person, own, heading }: ActProps) {
  const shown = useShown();
  const [role, setRole] = useState<Role>(person.role);
  const [asked, setAsked] = useState<Role>();
  const change = useChange({
    call: (to: Role) => api.admin.users.setRole.mutate({ id: person.id, role: to }),
    refresh: [['admin']],
    said: (_, to) => `${person.email} is ${roleWord(to)} now.`,
    onDone: shown,
  });
  const about = ROLES.find((one) => one.role === role)?.about;
  return (
    <section className={css.act}>
      <h2>Role</h2>
      <div className={css.actrow}>
        <Field label="Role" hideLabel hint={about}>
          <Select value={role} onChange={({ target }) => setRole(ROLES.find((one) => one.role === target.value)?.role ?? person.role)}>
            {ROLES.map((one) => (
              <option key={one.role} value={one.role}>
                {one.word}
              </option>
            ))}
          </Select>
        </Field>
        <Button aria-disabled={role === person.role || undefined} onClick={() => role !== person.role && setAsked(role)}>
          Change the role
        </Button>
      </div>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={`Change the role to ${asked === undefined ? '' : roleWord(asked)}?`}
        act="Change the role"
        acting="Changing the role"
        change={change}
        doneFocus={heading}
        problem="Not changed."
      >
        <p className={css.person}>
          <b>{person.email}</b>
        </p>
        <p>{about} Their API tokens end, as they were given under the other role.</p>
        {own && <p>This is your own account.</p>}
      </Confirm>
    </section>
  );
}

function StatusAct({ person, own, heading }: ActProps) {
  const shown = useShown();
  const [asked, setAsked] = useState<AccountStatus>();
  const suspended = person.status === 'suspended';
  const change = useChange({
    call: (status: AccountStatus) => api.admin.users.setStatus.mutate({ id: person.id, status }),
    refresh: [['admin']],
    said: (_, status) => (status === 'suspended' ? `${person.email} is suspended.` : `${person.email} is let in again.`),
    onDone: shown,
  });
  return (
    <section className={css.act}>
      <h2>{suspended ? 'Let in again' : 'Suspend'}</h2>
      <p className="small soft">
        {suspended
          ? 'The account is closed for its owner. Nothing of it is lost.'
          : 'Signs every device out and lets nobody in, until you let them in again. Nothing is deleted.'}
      </p>
      <p>
        {suspended ? (
          <Button onClick={() => setAsked('active')}>Let the person in again</Button>
        ) : (
          <Button variant="danger" onClick={() => setAsked('suspended')}>
            Suspend the account
          </Button>
        )}
      </p>
      <Confirm
        asked={asked}
        onClose={() => setAsked(undefined)}
        title={asked === 'active' ? 'Let this person in again?' : 'Suspend this account?'}
        act={asked === 'active' ? 'Let in again' : 'Suspend the account'}
        acting={asked === 'active' ? 'Letting in' : 'Suspending the account'}
        change={change}
        doneFocus={heading}
        problem="Not changed."
      >
        <p className={css.person}>
          <b>{person.email}</b>
        </p>
        <p>{asked === 'active' ? 'They sign in as before.' : 'Every device is signed out at once.'}</p>
        {own && <p>This is your own account.</p>}
      </Confirm>
    </section>
  );
}
