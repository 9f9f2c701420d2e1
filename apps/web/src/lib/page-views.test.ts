import { expect, it } from 'vitest';
import { patternOf, sourceOf } from './page-views.ts';

const shown = (routeId: string, fullPath: string, status = 'success') => ({ routeId, fullPath, status });
const frames = [shown('__root__', '/'), shown('/shell', '/')];

it('tells pages by their pattern, and what is no page as such', () => {
  expect(patternOf([...frames, shown('/shell/plans/$id', '/plans/$id')])).toBe('/plans/$id');
  expect(patternOf([...frames, shown('/shell/', '/')])).toBe('/');
  expect(patternOf([...frames, shown('/shell/account/', '/account/')])).toBe('/account');
  expect(patternOf(frames)).toBe('/not-found');
  expect(patternOf(frames.slice(0, 1))).toBe('/not-found');
  expect(patternOf([...frames, shown('/shell/admin', '/admin', 'notFound')])).toBe('/not-found');
  expect(patternOf([])).toBe('/not-found');
});

it('tells of where somebody came from the host and the words of a campaign alone', () => {
  const here = { host: 'trip.example', search: '?utm_source=letter&utm_campaign=may&token=secret' };
  expect(sourceOf(here, 'https://news.example/story?reader=ana')).toEqual({
    referrer: 'news.example',
    utmSource: 'letter',
    utmCampaign: 'may',
  });
  expect(sourceOf({ ...here, search: '' }, 'https://trip.example/plans')).toEqual({});
  expect(sourceOf({ ...here, search: '' }, '')).toEqual({});
});
