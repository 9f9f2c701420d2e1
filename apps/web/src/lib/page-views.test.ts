import { expect, it } from 'vitest';
import { patternOf, sourceOf } from './page-views.ts';

const shown = (fullPath: string, more: object = {}) => ({ fullPath, status: 'success', ...more });

it('tells pages by their pattern, and what is no page as such', () => {
  expect(patternOf([shown('/'), shown('/'), shown('/plans/$id')])).toBe('/plans/$id');
  expect(patternOf([shown('/'), shown('/')])).toBe('/');
  expect(patternOf([shown('/'), shown('/account/')])).toBe('/account');
  expect(patternOf([shown('/', { globalNotFound: true })])).toBe('/not-found');
  expect(patternOf([shown('/'), shown('/admin', { status: 'notFound' })])).toBe('/not-found');
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
