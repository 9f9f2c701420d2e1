import { ArrowLeftIcon, DownloadSimpleIcon, PlusIcon } from '@phosphor-icons/react';
import { CATEGORIES, type Plan, type PlanTraveller, type Spending } from '@tripmaster/contracts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { today } from '../../lib/format.ts';
import { usePageTitle } from '../../lib/page-title.ts';
import { NotFoundPage } from '../../routes/fallbacks.tsx';
import { Button } from '../../ui/button.tsx';
import { Field, Select } from '../../ui/field.tsx';
import { CATEGORY_NAMES } from '../../ui/ledger/bar.ts';
import { Paged, RowsSkeleton } from '../../ui/paged.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { PlanGate } from '../plan/plan-gate.tsx';
import { ExpenseDialog, type Entering } from './expense-dialog.tsx';
import { ExpenseRows } from './expense-rows.tsx';
import css from './expenses.module.css';
import { Owed } from './owed.tsx';
import { costs, type ExpenseFilter } from './queries.ts';
import { SpendingTables } from './spending-tables.tsx';
import { TravellersSection } from './travellers-section.tsx';
import { useSaveTable } from './use-expenses.ts';

/** What a trip costs: planned and paid, who owes whom, every expense. For who is on the trip. */
export function ExpensesPage() {
  const { id } = useParams({ from: '/shell/plans/$id/expenses' });
  return (
    <PlanGate id={id}>
      {(plan) => (plan.role === undefined ? <NotFoundPage /> : <Costs plan={plan} may={plan.role !== 'viewer'} />)}
    </PlanGate>
  );
}

/** `may`: the reader may change things. */
function Costs({ plan, may }: { plan: Plan; may: boolean }) {
  usePageTitle(`Costs of ${plan.title}`);
  const spending = useQuery(costs.spending(plan.id));
  const travellers = useQuery(costs.travellers(plan.id));
  const [entering, setEntering] = useState<Entering>();
  const base = spending.data?.currency ?? plan.budget.total.currency;
  const begin = may && travellers.data !== undefined ? () => setEntering({}) : undefined;
  return (
    <div className={`wrap pad ${css.page}`}>
      <Link to="/plans/$id" params={{ id: plan.id }} className={css.back ?? ''}>
        <ArrowLeftIcon className="flip" size={16} weight="bold" aria-hidden />
        <bdi>{plan.title}</bdi>
      </Link>
      <div className={css.head}>
        <h1>Costs</h1>
        {begin !== undefined && (
          <Button variant="primary" onClick={begin}>
            <PlusIcon size={20} aria-hidden />
            Add an expense
          </Button>
        )}
      </div>
      <Section title="Planned and paid">
        <Loaded query={spending} noun="sums">
          {(found) => <SpendingTables spending={found} />}
        </Loaded>
      </Section>
      <WhoOwesWhom plan={plan} may={may} />
      <Section title="What was spent">
        <Spent plan={plan} may={may} travellers={travellers.data ?? []} onChange={(expense) => setEntering({ expense })} begin={begin} />
      </Section>
      <Section title="Travellers" about="Whoever is on the trip shares its costs. Others can be added without an account.">
        <Loaded query={travellers} noun="travellers">
          {(found) => <TravellersSection planId={plan.id} travellers={found} may={may} />}
        </Loaded>
      </Section>
      <ExpenseDialog
        entering={entering}
        planId={plan.id}
        base={base}
        currencies={currenciesOf(plan, base, spending.data)}
        travellers={travellers.data ?? []}
        date={dayFor(plan)}
        onClose={() => setEntering(undefined)}
      />
    </div>
  );
}

/** The trip's currency first, then what was paid in already, then what the plan has prices in. */
function currenciesOf(plan: Plan, base: string, spending: Spending | undefined): string[] {
  const paid = spending?.currencies.map(({ currency }) => currency) ?? [];
  const priced = plan.budget.rates?.map(({ currency }) => currency) ?? [];
  return [...new Set([base, ...paid, ...priced])].slice(0, 8);
}

/** Today, or the day of the trip that is nearest to it. */
function dayFor({ days }: Plan): string {
  const [first, last] = [days[0]?.date ?? today(), days.at(-1)?.date ?? today()];
  return today() < first ? first : today() > last ? last : today();
}

function WhoOwesWhom({ plan, may }: { plan: Plan; may: boolean }) {
  const balances = useQuery(costs.balances(plan.id));
  const settlements = useQuery(costs.settlements(plan.id));
  return (
    <Section title="Who owes whom">
      <Loaded query={balances} noun="balances">
        {(found) => <Owed planId={plan.id} balances={found} settlements={settlements.data ?? []} may={may} />}
      </Loaded>
    </Section>
  );
}

function Spent({
  plan,
  may,
  travellers,
  onChange,
  begin,
}: {
  plan: Plan;
  may: boolean;
  travellers: readonly PlanTraveller[];
  onChange: (expense: NonNullable<Entering['expense']>) => void;
  begin: (() => void) | undefined;
}) {
  const [filter, setFilter] = useState<ExpenseFilter>({});
  const save = useSaveTable(plan.id);
  const list = useInfiniteQuery(costs.list(plan.id, filter));
  const { category, paidBy } = filter;
  const filtered = category !== undefined || paidBy !== undefined;
  const none = list.data?.pages[0]?.items.length === 0;
  return (
    <>
      {(!none || filtered) && (
        <div className={css.filter}>
          <Field label="Kind">
            <Select
              value={category ?? ''}
              onChange={({ target }) => {
                const chosen = CATEGORIES.find((one) => one === target.value);
                setFilter({ ...(chosen !== undefined && { category: chosen }), ...(paidBy !== undefined && { paidBy }) });
              }}
            >
              <option value="">All</option>
              {CATEGORIES.map((one) => (
                <option key={one} value={one}>
                  {CATEGORY_NAMES[one]}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Paid by">
            <Select
              value={paidBy ?? ''}
              onChange={({ target }) =>
                setFilter({ ...(category !== undefined && { category }), ...(target.value !== '' && { paidBy: target.value }) })
              }
            >
              <option value="">Anybody</option>
              {travellers.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Button busy={save.isPending} onClick={() => save.mutate()}>
            <DownloadSimpleIcon size={20} aria-hidden />
            Save as a table (CSV)
          </Button>
        </div>
      )}
      <Paged
        list={list}
        noun="expenses"
        empty={
          filtered ? (
            <p className="soft">No such expense.</p>
          ) : (
            <EmptyState title="Nothing spent yet" text="Enter what somebody paid, and for whom: who owes whom follows from it.">
              {begin !== undefined && <Button onClick={begin}>Add the first expense</Button>}
            </EmptyState>
          )
        }
      >
        {(expenses) => <ExpenseRows plan={plan} expenses={expenses} travellers={travellers} may={may} onChange={onChange} />}
      </Paged>
    </>
  );
}

function Section({ title, about, children }: { title: string; about?: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {about !== undefined && <p className="small soft">{about}</p>}
      {children}
    </section>
  );
}

/** What a query gives once it is here; until then grey bars, or what failed. */
function Loaded<Data>({
  query,
  noun,
  children,
}: {
  query: { data: Data | undefined; isPending: boolean; error: Error | null; refetch: () => Promise<unknown> };
  noun: string;
  children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <RowsSkeleton label={`The ${noun} are loading`} />;
  return <ErrorState title={`The ${noun} could not be loaded`} error={query.error} onRetry={() => void query.refetch()} />;
}
