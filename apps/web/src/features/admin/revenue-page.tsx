import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { datesBetween, formatAmount, formatCount, formatDate, plural } from '../../lib/format.ts';
import { LineChart } from '../../ui/chart/line-chart.tsx';
import { Money } from '../../ui/values.tsx';
import { Bars } from './bars.tsx';
import { Figures, FiguresPage, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';
import { Wide } from './wide.tsx';

/** What comes in, and what models cost. */
export function RevenuePage() {
  const figures = useQuery(admin.revenue(rangeOf(useSearch({ from: '/shell/admin/figures' }))));
  return (
    <FiguresPage title="Revenue" about="Payments and refunds as they were made, added up at the rates of their days." figures={figures}>
      {({ from, to, net, monthlyRecurring, subscribers, perActivePerson, currencies, days, bookingClicks, model }) => (
        <>
          <Figures
            items={[
              { label: 'Net', value: <Money value={net} /> },
              { label: 'Recurring, a month', value: <Money value={monthlyRecurring} />, note: `${formatCount(subscribers)} subscribed` },
              { label: 'For each active person', value: perActivePerson === undefined ? '–' : <Money value={perActivePerson} /> },
              {
                label: 'Cost of models',
                value: dollars(model.costMicros),
                note: model.costMicrosPerPlan === undefined ? plural(model.plans, 'plan') : `${dollars(model.costMicrosPerPlan)} a plan`,
              },
            ]}
          />
          <Sheet title="Net, day by day" csv="revenue">
            <LineChart
              label={`Net in ${net.currency}, by day`}
              steps={dates(days, from, to).map((day) => formatDate(day))}
              format={(amount) => formatAmount({ amount, currency: net.currency })}
              series={[
                {
                  name: net.currency,
                  tone: 'coach',
                  values: dates(days, from, to).map((date) => days.find(({ day }) => day === date)?.net.amount ?? 0),
                },
              ]}
            />
          </Sheet>
          <div className={css.two}>
            <Sheet title="By currency" csv="currencies">
              {currencies.length === 0 ? (
                <p className="small soft">Nothing was paid in these days.</p>
              ) : (
                <Wide label="By currency">
                  <table className="table">
                    <thead>
                      <tr>
                        <th scope="col">Currency</th>
                        <th scope="col" className="n">
                          Paid
                        </th>
                        <th scope="col" className="n">
                          Refunded
                        </th>
                        <th scope="col" className="n">
                          Net
                        </th>
                      </tr>
                    </thead>
                    <tbody>
                      {currencies.map(({ paid, refunded, net: left, payments }) => (
                        <tr key={paid.currency}>
                          <th scope="row">
                            {paid.currency} <span className="soft num">({formatCount(payments)})</span>
                          </th>
                          <td className="n">{formatAmount(paid)}</td>
                          <td className="n">{formatAmount(refunded)}</td>
                          <td className="n">{formatAmount(left)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </Wide>
              )}
            </Sheet>
            <Sheet title="Clicks to book" csv="booking-clicks">
              <Bars
                name="Provider"
                columns={['Clicks']}
                empty="No booking link was followed in these days."
                rows={bookingClicks.map(({ provider, kind, clicks }) => ({
                  key: `${provider} ${kind}`,
                  name: `${provider}, ${kind}`,
                  counts: [clicks],
                }))}
              />
            </Sheet>
          </div>
          <Sheet title="Cost of models, day by day" csv="model-costs">
            <LineChart
              label="Cost of models in dollars, by day"
              steps={dates(model.days, from, to).map((day) => formatDate(day))}
              format={(micros) => formatAmount({ amount: Math.round(micros / 10_000), currency: 'USD' })}
              series={[
                {
                  name: 'USD',
                  tone: 'coach',
                  values: dates(model.days, from, to).map((date) => model.days.find(({ day }) => day === date)?.costMicros ?? 0),
                },
              ]}
            />
          </Sheet>
        </>
      )}
    </FiguresPage>
  );
}

/** Every date there has been yet, where anything is known of any: a day on which nothing was paid is one of nothing, and no gap. */
function dates(known: readonly object[], from: string, to: string): string[] {
  const today = new Date().toISOString().slice(0, 10);
  return known.length === 0 ? [] : datesBetween(from, to < today ? to : today);
}

function dollars(micros: number): string {
  const amount = micros / 1_000_000;
  return `${amount.toFixed(amount !== 0 && Math.abs(amount) < 1 ? 4 : 2)}\u00a0USD`;
}
