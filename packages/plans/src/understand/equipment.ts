import type { TripRequest } from '@tripmaster/contracts';
import { vocabulary, type Table } from '../needs/vocabulary.ts';
import type { Equipment } from '../trip.ts';

const KINDS = ['ski', 'dive', 'trek', 'surf', 'safari'] as const satisfies readonly Equipment[];

const WORDS: Table<Equipment> = [
  [
    ['ski'],
    'ski|skis|skiing|snowboard|snowboarding|ski trip|ski holiday|skiing holiday|ski vacation|ski week|winter sports|schi|esqui|sci',
  ],
  [['dive'], 'dive|diving|scuba|scuba diving|dive trip|diving holiday|diving trip|tauchen|buceo|mergulho|plongee'],
  [['trek'], 'trek|trekking|hike|hiking|trekking tour|hiking trip|hiking holiday|walking holiday|wandern|senderismo|randonnee'],
  [['surf'], 'surf|surfing|surf trip|surf camp|surfing holiday|surfen|surfe'],
  [['safari'], 'safari|safaris|game drive|game drives|wildlife safari|safari holiday'],
];
const read = vocabulary(KINDS, WORDS);

/** What has to be rented or bought for what the travellers want to do: by whole phrases of their purpose and interests. */
export function equipmentOf({ purpose, interests }: Pick<TripRequest, 'purpose' | 'interests'>): Equipment[] {
  return read([...interests, ...(purpose === undefined ? [] : [purpose])]).values;
}
