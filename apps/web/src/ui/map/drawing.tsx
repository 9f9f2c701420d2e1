import { formatDistance } from '../../lib/format.ts';
import type { Label } from './labels.ts';
import css from './map.module.css';
import { type Coordinates, type Point, type Size, type View, scaleBar } from './project.ts';
import type { Stretch } from './routes.ts';

/** Paper, a net of round kilometres, and the quarters the plan names. */
export function Ground({ view, size, areas }: { view: View; size: Size; areas: readonly Label[] }) {
  const mesh = scaleBar(view, 150).metres;
  return (
    <>
      <path className={css.mesh} d={net(view, size, mesh)} />
      {areas.map(({ id, text, x, y }) => (
        <text key={id} className={css.area} x={x} y={y}>
          {text}
        </text>
      ))}
    </>
  );
}

/** Lines every `mesh` metres across the frame. */
function net({ centre, scale }: View, { width, height }: Size, mesh: number): string {
  const lines: string[] = [];
  const [left, top] = [centre.x - width / 2 / scale, centre.y - height / 2 / scale];
  for (let x = Math.ceil(left / mesh) * mesh; (x - left) * scale < width; x += mesh)
    lines.push(`M${((x - left) * scale).toFixed(1)} 0V${height}`);
  for (let y = Math.ceil(top / mesh) * mesh; (y - top) * scale < height; y += mesh)
    lines.push(`M0 ${((y - top) * scale).toFixed(1)}H${width}`);
  return lines.join('');
}

/** Each way as a slightly bent line, so that there and back are two lines, over a casing of ground. */
export function RouteLines({ stretches, place }: { stretches: readonly Stretch[]; place: (at: Coordinates) => Point }) {
  return stretches.map(({ id, from, to, pattern }) => {
    const d = bend(place(from), place(to));
    return (
      <g key={id}>
        <path className={css.casing} d={d} />
        <path className={`${css.route} ${css[pattern]}`} d={d} />
      </g>
    );
  });
}

function bend(a: Point, b: Point): string {
  const [x, y] = [(a.x + b.x) / 2 + (b.y - a.y) * 0.14, (a.y + b.y) / 2 - (b.x - a.x) * 0.14];
  return `M${a.x.toFixed(1)} ${a.y.toFixed(1)}Q${x.toFixed(1)} ${y.toFixed(1)} ${b.x.toFixed(1)} ${b.y.toFixed(1)}`;
}

export function ScaleBar({ view }: { view: View }) {
  const { metres, pixels } = scaleBar(view, 90);
  return (
    <span className="num">
      <i className={css.scale} style={{ inlineSize: pixels }} />
      {formatDistance(metres).replace('.0', '')}
    </span>
  );
}
