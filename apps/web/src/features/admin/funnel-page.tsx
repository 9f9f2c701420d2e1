import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { FunnelStep } from '@tripmaster/contracts';
import { formatCount } from '../../lib/format.ts';
import { Bar } from './bars.tsx';
import { FiguresPage, Sheet } from './figures-frame.tsx';
import css from './figures.module.css';
import { rangeOf } from './period.ts';
import { admin } from './queries.ts';
import { Wide } from './wide.tsx';

const NAMES: Readonly<Record<FunnelStep, string>> = {
  visit: 'Visited',
  'sign-up': 'Opened an account',
  'first-plan': 'Made a first plan',
  share: 'Shared one',
  'booking-click': 'Went to book',
  payment: 'Paid',
};

/** How far people come. */
export function FunnelPage() {
  const figures = useQuery(admin.funnel(rangeOf(useSearch({ from: '/shell/admin/figures' }))));
  return (
    <FiguresPage
      title="Funnel"
      about="Visitors of these days, and of the people who opened an account on them, how many have since come as far as each step and all before it."
      figures={figures}
    >
      {({ steps }) => {
        const most = Math.max(1, ...steps.map(({ count }) => count));
        return (
          <Sheet title="From a visit to a payment" csv="funnel">
            <Wide label="From a visit to a payment">
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">Step</th>
                    <th scope="col">
                      <span className="sr">Share</span>
                    </th>
                    <th scope="col" className="n">
                      Came so far
                    </th>
                    <th scope="col" className="n">
                      Of the step before
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {steps.map(({ step, count }, index) => {
                    const before = steps[index - 1]?.count;
                    return (
                      <tr key={step}>
                        <th scope="row">{NAMES[step]}</th>
                        <td className={css.barcell}>
                          <Bar part={count / most} />
                        </td>
                        <td className="n">{formatCount(count)}</td>
                        <td className="n">
                          {before === undefined || before === 0 ? '–' : `${((100 * count) / before).toFixed(1)}\u00a0%`}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </Wide>
          </Sheet>
        );
      }}
    </FiguresPage>
  );
}
