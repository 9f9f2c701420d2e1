import { type RouteNode, routeOf } from '@tripmaster/contracts';
import css from './glyph.module.css';

/** Width of a name in the diagram's units, on the wide side. */
const NAME = 44;

/** Below a node, or above it where the line falls within the name's width. */
function besideLine(node: RouteNode, nodes: readonly RouteNode[]): number {
  return nodes.some(({ x, y }) => Math.abs(x - node.x) < NAME && y > node.y) ? node.y - 9 : node.y + 15;
}

type GlyphProps = {
  stopsPerDay: readonly number[];
  /** Names at its two ends, where there is room for them. */ ends?: readonly [string, string?];
  className?: string;
};

/** A trip's own stops in place of a picture. It repeats what the title says, so it is hidden from screen readers. */
export function RouteGlyph({ stopsPerDay, ends, className = '' }: GlyphProps) {
  const { nodes, path } = routeOf(stopsPerDay);
  const [first, last] = [nodes[0], nodes.at(-1)];
  return (
    <svg className={`${css.glyph} ${className}`} viewBox={ends === undefined ? '8 8 144 84' : '6 16 148 66'} aria-hidden>
      <path className={css.line} d={path} />
      {nodes.map(({ x, y }) => (
        <circle key={x} className={css.stop} cx={x} cy={y} r="4.2" />
      ))}
      {ends !== undefined && first !== undefined && (
        <text x={first.x - 5} y={besideLine(first, nodes)}>
          {ends[0]}
        </text>
      )}
      {ends?.[1] !== undefined && last !== undefined && (
        <text className={css.end} x={last.x + 6} y={besideLine(last, nodes)}>
          {ends[1]}
        </text>
      )}
    </svg>
  );
}
