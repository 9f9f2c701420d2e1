import type { AdminUser } from '@tripmaster/client';
import { MagnifyingGlassIcon, PauseIcon } from '@phosphor-icons/react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { plural } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { Flag } from '../../ui/marks.tsx';
import { Ago, Day } from '../../ui/moments.tsx';
import { Paged } from '../../ui/paged.tsx';
import css from './admin.module.css';
import { Email } from './email.tsx';
import { readPeopleFilter } from './filters.ts';
import { Narrow, NarrowByWords, NarrowTo } from './narrow.tsx';
import { admin } from './queries.ts';
import { ROLES, roleWord, STATUSES } from './roles.ts';
import { WithSecondFactor } from './second-factor.tsx';

/** Accounts, newest first; found by how their address begins, by role and by status. */
export function PeoplePage() {
  usePageTitle('People');
  const filter = useSearch({ from: '/shell/admin/users' });
  const navigate = useNavigate({ from: '/admin/users' });
  const show = (part: Record<string, unknown>, replace = false) =>
    void navigate({ search: readPeopleFilter({ ...filter, ...part }), replace });
  const list = useInfiniteQuery(admin.users(filter));
  const count = list.data?.pages.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  const narrowed = Object.keys(filter).length > 0;
  return (
    <>
      <h1>People</h1>
      <p className="lede">Accounts, newest first. Their trips are not shown here.</p>
      <WithSecondFactor error={list.error}>
        <Narrow csv={{ table: 'users', of: 'These people', query: filter }}>
          <NarrowByWords
            icon={<MagnifyingGlassIcon size={20} aria-hidden />}
            label="Beginning of the address"
            most={254}
            value={filter.search}
            onChange={(search, more) => show({ search }, more)}
          />
          <NarrowTo
            label="Role"
            any="Any role"
            options={ROLES.map(({ role, word }) => [role, word] as const)}
            value={filter.role}
            onChange={(role) => show({ role })}
          />
          <NarrowTo
            label="Status"
            any="Any status"
            options={STATUSES.map(({ status, word }) => [status, word] as const)}
            value={filter.status}
            onChange={(status) => show({ status })}
          />
        </Narrow>
        <Paged list={list} noun="people" empty={<p className={css.none}>{narrowed ? 'No account matches this.' : 'No accounts.'}</p>}>
          {(people) => <PeopleTable people={people} />}
        </Paged>
        <output className="sr">{list.isSuccess && narrowed ? `${plural(count, 'account')} shown` : ''}</output>
      </WithSecondFactor>
    </>
  );
}

function PeopleTable({ people }: { people: AdminUser[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by the keyboard
    <section className={css.scroll} aria-label="People" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Role</th>
            <th scope="col">Status</th>
            <th scope="col">Second factor</th>
            <th scope="col">Opened</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Link to="/admin/users/$id" params={{ id: person.id }}>
                  <Email value={person.email} />
                </Link>
                {person.name !== undefined && <span className="soft xs">{person.name}</span>}
              </th>
              <td>{roleWord(person.role)}</td>
              <td>
                <StatusFlag person={person} />
              </td>
              <td>{person.secondFactor ? 'Yes' : 'No'}</td>
              <td>
                <Day value={person.createdAt} />
              </td>
              <td>{person.lastSeenAt === undefined ? <span className="soft">Not signed in</span> : <Ago value={person.lastSeenAt} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function StatusFlag({ person: { status, emailVerified } }: { person: AdminUser }) {
  if (status === 'suspended')
    return (
      <Flag tone="broken" icon={PauseIcon}>
        Suspended
      </Flag>
    );
  return emailVerified ? <>Active</> : <Flag tone="tight">Unconfirmed</Flag>;
}
