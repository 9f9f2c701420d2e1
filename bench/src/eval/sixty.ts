import type { TripRequestInput } from '@tripmaster/contracts';

/** A request of the fixed set; `infeasible` where it was written so that it cannot be met. */
export type Asked = { name: string; request: TripRequestInput; infeasible?: true };

const COUPLE: TripRequestInput['travellers'] = { adults: 2, childrenAges: [] };
const SOLO: TripRequestInput['travellers'] = { adults: 1, childrenAges: [] };
const family = (...childrenAges: number[]): TripRequestInput['travellers'] => ({ adults: 2, childrenAges });
const budget = (amount: number, currency: string): NonNullable<TripRequestInput['budget']> => ({ amount: amount * 100, currency });

function ask(
  name: string,
  places: string,
  start: string,
  end: string,
  travellers: TripRequestInput['travellers'],
  more: Partial<TripRequestInput> = {},
): Asked {
  return {
    name,
    request: { destinations: places.split(' + ').map((place) => ({ name: place })), dates: { start, end }, travellers, ...more },
  };
}
const cannot = (asked: Asked): Asked => ({ ...asked, infeasible: true });

/** Sixty trips as people ask for them: every part of the world, one to twenty-one days, and eight that cannot be had. */
export const SIXTY: readonly Asked[] = [
  // Europe
  ask('a week in Lisbon with a child', 'Lisbon', '2027-05-10', '2027-05-16', family(6), {
    budget: budget(2_600, 'EUR'),
    interests: ['food', 'history'],
  }),
  ask('a day in Vienna', 'Vienna', '2027-06-05', '2027-06-05', COUPLE, { interests: ['art', 'music'] }),
  ask('a weekend in Porto', 'Porto', '2027-04-16', '2027-04-18', COUPLE, {
    budget: budget(700, 'EUR'),
    interests: ['food', 'views'],
    pace: 'relaxed',
  }),
  ask('Rome and Florence', 'Rome + Florence', '2027-09-06', '2027-09-12', COUPLE, { interests: ['art', 'history', 'food'], style: 'mid' }),
  ask('Paris over Easter', 'Paris', '2027-03-26', '2027-03-30', family(9, 14), { interests: ['art', 'architecture', 'family'] }),
  ask('Berlin on the day of unity', 'Berlin', '2027-10-01', '2027-10-04', SOLO, { interests: ['history', 'nightlife'], pace: 'packed' }),
  ask('Prague for little money', 'Prague', '2027-02-12', '2027-02-15', COUPLE, {
    style: 'budget',
    budget: budget(650, 'EUR'),
    interests: ['architecture', 'history'],
  }),
  ask('Barcelona with a baby', 'Barcelona', '2027-05-19', '2027-05-24', family(0), {
    naps: [{ start: '12:30', end: '14:30' }],
    interests: ['architecture', 'beach'],
  }),
  ask('Madrid with teenagers', 'Madrid', '2027-07-03', '2027-07-08', family(14, 16), {
    interests: ['sport', 'shopping', 'food'],
    budget: budget(3_500, 'EUR'),
  }),
  ask('London step-free', 'London', '2027-06-14', '2027-06-18', COUPLE, { accessibility: ['wheelchair'], interests: ['art', 'history'] }),
  ask('Edinburgh in its festival', 'Edinburgh', '2027-08-13', '2027-08-17', COUPLE, {
    interests: ['music', 'history'],
    arrivalTime: '21:30',
  }),
  ask('Amsterdam, vegan', 'Amsterdam', '2027-04-27', '2027-04-30', COUPLE, { dietary: ['vegan'], interests: ['art', 'local-life'] }),
  ask('Athens in the heat', 'Athens', '2027-07-20', '2027-07-24', family(3, 7), {
    interests: ['history'],
    pace: 'relaxed',
    naps: [{ start: '13:00', end: '15:00' }],
  }),
  ask(
    'Istanbul, halal',
    'Istanbul',
    '2027-10-10',
    '2027-10-15',
    { adults: 4, childrenAges: [] },
    { dietary: ['halal'], interests: ['religion', 'shopping', 'food'] },
  ),
  ask('Budapest and Vienna and Prague', 'Budapest + Vienna + Prague', '2027-05-28', '2027-06-06', COUPLE, {
    interests: ['music', 'wellness', 'architecture'],
    budget: budget(3_200, 'EUR'),
  }),
  ask('Stockholm and Copenhagen by rail', 'Stockholm + Copenhagen', '2027-08-02', '2027-08-08', family(11), {
    interests: ['nature', 'family'],
    budget: budget(45_000, 'SEK'),
  }),
  ask('Venice in carnival', 'Venice', '2027-02-05', '2027-02-08', COUPLE, { style: 'luxury', interests: ['art', 'photography'] }),
  ask('Krakow at Corpus Christi', 'Krakow', '2027-05-26', '2027-05-29', SOLO, { interests: ['history', 'religion'] }),
  ask('Dublin, late in and early out', 'Dublin', '2027-03-16', '2027-03-19', COUPLE, {
    arrivalTime: '22:45',
    departureTime: '07:40',
    interests: ['music', 'nightlife'],
  }),
  ask('Munich with a booked tour', 'Munich', '2027-09-18', '2027-09-21', COUPLE, {
    interests: ['food', 'sport'],
    fixed: [{ title: 'Tent reservation', date: '2027-09-19', start: '12:00', end: '16:00', cost: { amount: 8_000, currency: 'EUR' } }],
  }),
  ask('Seville in April, coeliac', 'Seville', '2027-04-08', '2027-04-11', COUPLE, {
    dietary: ['gluten-free'],
    interests: ['architecture', 'music'],
  }),
  ask(
    'Brussels with grandparents',
    'Brussels',
    '2027-05-13',
    '2027-05-16',
    { adults: 4, childrenAges: [5] },
    { accessibility: ["can't walk far"], interests: ['art', 'food'] },
  ),
  // Asia
  ask('Tokyo for the first time', 'Tokyo', '2027-04-01', '2027-04-08', COUPLE, {
    interests: ['food', 'local-life', 'shopping'],
    budget: budget(6_000, 'USD'),
  }),
  ask('Tokyo and Kyoto in Golden Week', 'Tokyo + Kyoto', '2027-04-29', '2027-05-08', family(8, 12), {
    interests: ['history', 'family', 'food'],
  }),
  ask('Bangkok and Hanoi', 'Bangkok + Hanoi', '2027-11-06', '2027-11-16', COUPLE, {
    style: 'budget',
    interests: ['food', 'religion', 'local-life'],
  }),
  ask('Singapore with toddlers', 'Singapore', '2027-06-09', '2027-06-13', family(2, 4), {
    interests: ['nature', 'family'],
    naps: [{ start: '12:45', end: '14:45' }],
  }),
  ask('Hong Kong on the way', 'Hong Kong', '2027-01-22', '2027-01-24', SOLO, {
    arrivalTime: '06:20',
    departureTime: '23:30',
    interests: ['views', 'food'],
  }),
  ask('Seoul at the harvest festival', 'Seoul', '2027-09-13', '2027-09-18', COUPLE, { interests: ['history', 'wellness', 'shopping'] }),
  ask('Delhi, vegetarian', 'Delhi', '2027-02-20', '2027-02-24', COUPLE, {
    dietary: ['vegetarian'],
    interests: ['history', 'religion', 'food'],
  }),
  ask('three weeks in Ubud', 'Ubud', '2027-07-01', '2027-07-21', COUPLE, {
    pace: 'relaxed',
    interests: ['nature', 'wellness', 'religion'],
    budget: budget(4_000, 'USD'),
  }),
  ask('Dubai in the cool months', 'Dubai', '2027-01-09', '2027-01-13', family(10), {
    style: 'luxury',
    interests: ['architecture', 'beach', 'adventure'],
  }),
  // Africa
  ask(
    'Cairo, with care',
    'Cairo',
    '2027-03-20',
    '2027-03-25',
    { adults: 3, childrenAges: [] },
    { interests: ['history', 'religion'], dietary: ['halal'] },
  ),
  ask('Marrakech for a long weekend', 'Marrakech', '2027-02-25', '2027-03-01', COUPLE, {
    interests: ['shopping', 'food', 'wellness'],
    budget: budget(900, 'EUR'),
  }),
  ask('Cape Town and its hills', 'Cape Town', '2027-11-20', '2027-11-28', COUPLE, {
    interests: ['nature', 'adventure', 'views'],
    pace: 'packed',
  }),
  // The Americas and Oceania
  ask('New York in five days', 'New York', '2027-10-19', '2027-10-23', COUPLE, {
    interests: ['art', 'music', 'views'],
    budget: budget(4_500, 'USD'),
  }),
  ask('San Francisco and Los Angeles', 'San Francisco + Los Angeles', '2027-06-26', '2027-07-05', family(13, 17), {
    interests: ['beach', 'views', 'family'],
    maxDriveMinutes: 480,
  }),
  ask('Mexico City for the dead', 'Mexico City', '2027-10-30', '2027-11-04', COUPLE, {
    interests: ['history', 'art', 'food', 'local-life'],
  }),
  ask('Rio by the sea', 'Rio de Janeiro', '2027-02-15', '2027-02-20', COUPLE, { interests: ['beach', 'music', 'nature'], pace: 'relaxed' }),
  ask('Buenos Aires and Rio', 'Buenos Aires + Rio de Janeiro', '2027-03-08', '2027-03-17', COUPLE, {
    interests: ['music', 'food', 'architecture'],
    style: 'mid',
  }),
  ask('Sydney at New Year', 'Sydney', '2027-12-29', '2028-01-04', family(7), {
    interests: ['beach', 'nature', 'family'],
    budget: budget(9_000, 'AUD'),
  }),
  // Beyond the guides
  ask('Évora from the plain', 'Évora', '2027-04-20', '2027-04-22', COUPLE, { interests: ['history'] }),
  ask('Ghent in a day', 'Ghent', '2027-05-08', '2027-05-08', SOLO, { interests: ['art'], arrivalTime: '09:40', departureTime: '20:15' }),
  ask('Tromsø in the dark', 'Tromsø', '2027-01-16', '2027-01-19', COUPLE, { interests: ['nature', 'adventure'] }),
  ask('Lisbon and Évora', 'Lisbon + Évora', '2027-06-01', '2027-06-06', COUPLE, { interests: ['history', 'food'] }),
  ask('Kathmandu with notes', 'Kathmandu', '2027-10-25', '2027-10-31', COUPLE, {
    notes: 'We want to see a monastery and to walk a day in the hills.',
    interests: ['nature', 'religion'],
  }),
  ask('Ushuaia, the end', 'Ushuaia', '2027-12-01', '2027-12-04', COUPLE, { pace: 'relaxed' }),
  // Odd hours, bookings, purses
  ask('days from ten to eight', 'Lisbon', '2027-11-12', '2027-11-15', COUPLE, {
    dayStart: '10:00',
    dayEnd: '20:00',
    interests: ['art', 'food'],
  }),
  ask('two bookings in one day', 'Paris', '2027-06-20', '2027-06-23', COUPLE, {
    interests: ['art'],
    fixed: [
      { title: 'Lunch with Claire', date: '2027-06-21', start: '12:30', end: '14:15' },
      { title: 'The opera', date: '2027-06-21', start: '19:30', end: '22:30', cost: { amount: 24_000, currency: 'EUR' } },
    ],
  }),
  ask('money no object', 'London', '2027-05-04', '2027-05-08', COUPLE, {
    style: 'luxury',
    budget: budget(60_000, 'GBP'),
    interests: ['shopping', 'food'],
  }),
  ask('a booking in another money', 'Rome', '2027-04-03', '2027-04-06', COUPLE, {
    interests: ['history'],
    fixed: [{ title: 'A guided walk', date: '2027-04-04', start: '09:30', end: '12:00', cost: { amount: 9_000, currency: 'USD' } }],
  }),
  {
    name: 'some days in May',
    request: {
      destinations: [{ name: 'Copenhagen' }],
      dates: { month: '2027-05', days: 4 },
      travellers: COUPLE,
      interests: ['architecture', 'food'],
    },
  },
  {
    name: 'nights as told',
    request: {
      destinations: [
        { name: 'Madrid', nights: 3 },
        { name: 'Seville', nights: 2 },
      ],
      dates: { start: '2027-10-06', end: '2027-10-11' },
      travellers: COUPLE,
      interests: ['art', 'food'],
    },
  },
  // Not to be had
  cannot(
    ask('three days on thirty euros', 'Copenhagen', '2027-06-11', '2027-06-13', COUPLE, { budget: budget(30, 'EUR'), interests: ['food'] }),
  ),
  cannot(ask('kosher where nobody serves it', 'Hanoi', '2027-03-14', '2027-03-17', COUPLE, { dietary: ['kosher'], interests: ['food'] })),
  cannot(ask('six cities in two days', 'Lisbon + Tokyo + Sydney + Cairo + New York + Paris', '2027-05-01', '2027-05-02', COUPLE)),
  cannot(
    ask('a booking before the arrival', 'Vienna', '2027-04-10', '2027-04-12', COUPLE, {
      arrivalTime: '18:00',
      fixed: [{ title: 'Brunch', date: '2027-04-10', start: '10:30', end: '12:00' }],
    }),
  ),
  cannot(
    ask('a booking after the departure', 'Berlin', '2027-04-10', '2027-04-12', COUPLE, {
      departureTime: '12:00',
      fixed: [{ title: 'A concert', date: '2027-04-12', start: '19:30', end: '22:00' }],
    }),
  ),
  cannot(
    ask('a diet and a purse', 'Prague', '2027-06-28', '2027-07-02', COUPLE, {
      dietary: ['halal', 'gluten-free'],
      budget: budget(60, 'EUR'),
    }),
  ),
  cannot(ask('luxury for a student’s money', 'Paris', '2027-09-01', '2027-09-07', COUPLE, { style: 'luxury', budget: budget(250, 'EUR') })),
  cannot(
    ask('a lesson with no way to it', 'Rome', '2027-05-05', '2027-05-06', COUPLE, {
      fixed: [
        {
          title: 'A lesson in Naples',
          date: '2027-05-05',
          start: '10:00',
          end: '11:00',
          place: { name: 'Naples', lat: 40.8518, lon: 14.2681 },
        },
        { title: 'A lesson in Rome', date: '2027-05-05', start: '11:10', end: '12:10', place: { name: 'Rome', lat: 41.9, lon: 12.49 } },
      ],
    }),
  ),
];
