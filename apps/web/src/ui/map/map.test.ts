import { describe, expect, it } from 'vitest';
import { placeLabels, shortName } from './labels.ts';
import { core, fit, pan, scaleBar, spread, toEdge, toMetres, toPixels, zoom } from './project.ts';

const lisbon = { lat: 38.7139, lon: -9.1394 };
const frame = { width: 500, height: 400 };

describe('the projection', () => {
  it('is true to a few metres within a city', () => {
    const airport = toMetres({ lat: 38.7742, lon: -9.1342 }, lisbon);
    expect(Math.hypot(airport.x, airport.y)).toBeGreaterThan(6_600);
    expect(Math.hypot(airport.x, airport.y)).toBeLessThan(6_800);
    expect(airport.y).toBeLessThan(0);
  });

  it('crosses the date line the short way', () => {
    expect(toMetres({ lat: 0, lon: -179 }, { lat: 0, lon: 179 }).x).toBeCloseTo(2 * 111_320, 0);
  });
});

describe('the view', () => {
  it('shows all points inside the margin', () => {
    const points = [toMetres(lisbon, lisbon), toMetres({ lat: 38.6979, lon: -9.2068 }, lisbon)];
    const view = fit(points, frame, 40);
    for (const { x, y } of points.map((point) => toPixels(point, view, frame))) {
      expect(x).toBeGreaterThanOrEqual(39.9);
      expect(x).toBeLessThanOrEqual(460.1);
      expect(y).toBeGreaterThanOrEqual(39.9);
      expect(y).toBeLessThanOrEqual(360.1);
    }
  });

  it('keeps points from under what covers a side', () => {
    const view = fit(
      [
        { x: 0, y: 0 },
        { x: 3_000, y: 0 },
      ],
      frame,
      40,
      { right: 60, bottom: 0 },
    );
    expect(toPixels({ x: 3_000, y: 0 }, view, frame).x).toBeCloseTo(400, 3);
    expect(toPixels({ x: 0, y: 0 }, view, frame).x).toBeCloseTo(40, 3);
  });

  it('leaves out a gate far from the visits, never a visit', () => {
    const visits = [0, 200, 500, 9_000].map((x) => ({ x, y: x / 2 }));
    const [near, far] = [
      { x: 1_000, y: 0 },
      { x: 1_000, y: -60_000 },
    ];
    expect(core(visits, [near, far])).toEqual([...visits, near]);
    expect(core([], [far])).toEqual([far]);
  });

  it('pans and zooms around the middle', () => {
    const view = fit([{ x: 0, y: 0 }], frame, 40);
    expect(toPixels({ x: 0, y: 0 }, zoom(view, 2), frame)).toEqual({ x: 250, y: 200 });
    const moved = toPixels({ x: 0, y: 0 }, pan(view, 30, -10), frame);
    expect(moved.x).toBeCloseTo(280, 6);
    expect(moved.y).toBeCloseTo(190, 6);
  });

  it('brings what is outside to the edge, in its direction', () => {
    expect(toEdge({ x: 250, y: -4_000 }, frame, 20)).toEqual({ x: 250, y: 20, outside: true });
    expect(toEdge({ x: 100, y: 100 }, frame, 20)).toEqual({ x: 100, y: 100, outside: false });
  });

  it('has a scale bar of a round length that fits', () => {
    expect(scaleBar({ scale: 0.1 }, 100)).toEqual({ metres: 1_000, pixels: 100 });
    expect(scaleBar({ scale: 0.3 }, 100).metres).toBe(200);
  });
});

describe('pins and names', () => {
  it('are pushed apart, even from the very same spot', () => {
    expect(
      spread(
        [
          { x: 50, y: 5 },
          { x: 50, y: 5 },
          { x: 50, y: 5 },
        ],
        30,
      ).map(({ x }) => x),
    ).toEqual([20, 50, 80]);
    const pins = spread(
      [
        { x: 10, y: 10 },
        { x: 10, y: 10 },
        { x: 18, y: 12 },
        { x: 200, y: 10 },
      ],
      26,
    );
    for (const [index, a] of pins.entries())
      for (const b of pins.slice(index + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(24);
    expect(pins[3]).toEqual({ x: 200, y: 10 });
  });

  it('are named where nothing is covered, or not at all', () => {
    const pins = [
      { x: 480, y: 200 },
      { x: 250, y: 200 },
    ];
    const { stops } = placeLabels(
      pins.map((at, index) => ({ id: String(index), text: 'Oceanário', at })),
      [],
      pins,
      frame,
    );
    expect(stops.map(({ anchor }) => anchor)).toEqual(['end', 'start']);
    expect(placeLabels([{ id: 'a', text: 'x'.repeat(90), at: { x: 250, y: 200 } }], [], pins, frame).stops).toEqual([]);
    const crowded = ['BELÉM', 'AJUDA'].map((text) => ({ id: text, text, at: { x: 100, y: 100 } }));
    expect(placeLabels([], crowded, pins, frame).quarters.map(({ text }) => text)).toEqual(['BELÉM']);
  });

  it('are cut to a length a map can carry', () => {
    expect(shortName('Belém Tower (outside)')).toBe('Belém Tower');
    expect(shortName('Miradouro de São Pedro de Alcântara').length).toBeLessThanOrEqual(24);
  });
});
