import { DIETS, type Diet, INTERESTS, type Interest, type TripRequest } from '@tripmaster/contracts';
import type { Option } from '../../ui/choice.tsx';

const INTEREST_LABELS: Record<Interest, string> = {
  food: 'Good food',
  history: 'History',
  art: 'Art',
  architecture: 'Architecture',
  nature: 'Nature',
  beach: 'Beaches',
  nightlife: 'Nightlife',
  shopping: 'Shopping',
  family: 'For children',
  adventure: 'Adventure',
  music: 'Music',
  sport: 'Sport',
  wellness: 'Baths and rest',
  photography: 'Photography',
  religion: 'Sacred places',
  science: 'Science',
  'local-life': 'Local life',
  views: 'Viewpoints',
};

const DIET_LABELS: Record<Diet, string> = {
  vegetarian: 'Vegetarian',
  vegan: 'Vegan',
  pescatarian: 'Pescatarian',
  halal: 'Halal',
  kosher: 'Kosher',
  'gluten-free': 'Gluten-free',
  'lactose-free': 'Lactose-free',
  'nut-free': 'Nut-free',
};

/** Shown before "More": the ones most people choose. */
const FIRST: readonly Interest[] = ['history', 'views', 'food', 'art', 'nature', 'local-life'];

export const INTEREST_OPTIONS: readonly Option<Interest>[] = [...FIRST, ...INTERESTS.filter((one) => !FIRST.includes(one))].map(
  (value) => ({ value, label: INTEREST_LABELS[value] }),
);
export const FIRST_INTERESTS = FIRST.length;

export const DIET_OPTIONS: readonly Option<Diet>[] = DIETS.map((value) => ({ value, label: DIET_LABELS[value] }));

export const ACCESS_OPTIONS = [
  { value: 'step-free', label: 'Step-free' },
  { value: 'wheelchair', label: 'Wheelchair' },
  { value: 'pushchair', label: 'Pushchair' },
] as const satisfies readonly Option<string>[];
export type Access = (typeof ACCESS_OPTIONS)[number]['value'];

export const PACE_OPTIONS: readonly Option<NonNullable<TripRequest['pace']>>[] = [
  { value: 'relaxed', label: 'Slow' },
  { value: 'balanced', label: 'Even' },
  { value: 'packed', label: 'Full' },
];

export const STYLE_OPTIONS: readonly Option<NonNullable<TripRequest['style']>>[] = [
  { value: 'budget', label: 'Simple' },
  { value: 'mid', label: 'Comfortable' },
  { value: 'luxury', label: 'Luxury' },
];
