import { type ReactNode, useState } from 'react';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import chart from '../../ui/chart/chart.module.css';
import css from './figures.module.css';
import { Wide } from './wide.tsx';

export type BarRow = { key: string; name: ReactNode; counts: readonly number[] };

/** Rows that are shown before all are asked for. */
const FIRST = 10;

/** A part of the largest as a bar from zero; in words for those who cannot see it. */
export function Bar({ part }: { part: number }) {
  return (
    <>
      <span className={chart.bar} style={{ inlineSize: `${100 * part}%` }} />
      <span className="sr">{`${Math.round(100 * part)}\u00a0%`}</span>
    </>
  );
}

/** Rows by size: the first count as a bar from zero beside its figure. */
export function Bars({ name, columns, rows, empty }: { name: string; columns: readonly string[]; rows: readonly BarRow[]; empty: string }) {
  const most = Math.max(1, ...rows.map(({ counts }) => counts[0] ?? 0));
  const [whole, setWhole] = useState(false);
  if (rows.length === 0) return <p className="small soft">{empty}</p>;
  return (
    <>
      <Wide label={name}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col">
                <span className="sr">Share</span>
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="n">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, whole ? rows.length : FIRST).map(({ key, name: row, counts }) => (
              <tr key={key}>
                <th scope="row">{row}</th>
                <td className={css.barcell}>
                  <Bar part={(counts[0] ?? 0) / most} />
                </td>
                {counts.map((count, index) => (
                  <td key={columns[index]} className="n">
                    {formatCount(count)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {rows.length > FIRST && (
        <p className={css.more}>
          <Button size="sm" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? `The first ${FIRST}` : `All ${formatCount(rows.length)}`}
          </Button>
        </p>
      )}
    </>
  );
}
