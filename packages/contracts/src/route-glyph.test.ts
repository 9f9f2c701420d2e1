import { describe, expect, it } from 'vitest';
import { routeOf } from './route-glyph.ts';

describe('the route glyph', () => {
  it('stays in its box and runs forward', () => {
    for (const stops of [[], [1], [7], [7, 8], [7, 8, 7, 6, 5], Array.from({ length: 60 }, (_, day) => day % 9)]) {
      const { nodes } = routeOf(stops);
      expect(nodes.length).toBeGreaterThanOrEqual(2);
      expect(nodes.length).toBeLessThanOrEqual(8);
      expect(nodes.every(({ x, y }, index) => x >= 24 && x <= 136 && y >= 32 && y <= 64 && x > (nodes[index - 1]?.x ?? 0))).toBe(true);
    }
  });

  it('draws a trip the same way each time and different trips differently', () => {
    expect(routeOf([7, 8, 7, 6, 5])).toEqual(routeOf([7, 8, 7, 6, 5]));
    expect(routeOf([7, 8, 7, 6, 5]).path).not.toBe(routeOf([6, 8, 7, 7, 5]).path);
  });

  it('turns by 45 degrees only', () => {
    const points = [...routeOf([7, 8, 7, 6, 5]).path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({
      x: Number(x),
      y: Number(y),
    }));
    for (const [index, point] of points.entries()) {
      const before = points[index - 1];
      if (before === undefined || before.y === point.y) continue;
      expect(Math.abs(point.y - before.y)).toBeCloseTo(point.x - before.x, 0);
    }
  });
});
