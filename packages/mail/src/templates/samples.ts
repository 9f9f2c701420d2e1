import type { WeekFigures } from '@tripmaster/contracts';
import type { Mail } from '../mail.ts';

const to = 'ana@example.com';
const at = Date.UTC(2027, 4, 17, 14, 3);
const link = 'https://trip.example/somewhere?a=1&b=2#t0ken';
const settings = 'https://trip.example/account/notifications';
const unsubscribe = 'https://trip.example/unsubscribe/t0ken';
const days = { from: '2027-05-24', to: '2027-05-28' };
const week = { from: '2027-05-17', to: '2027-05-23' };
const trip = 'Lisbon in five days';
const choice = { to, link, settings, unsubscribe };

const FIGURES: WeekFigures = {
  visitors: { now: 1_204, before: 980 },
  activePeople: { now: 312, before: 301 },
  signUps: { now: 48, before: 51 },
  plansMade: { now: 97, before: 88 },
  plansShared: { now: 21, before: 0 },
  bookingClicks: { now: 64, before: null },
  people: 2_310,
  plans: 5_120,
  destinations: ['Lisbon', 'Évora', 'Villers-la-Ville'],
  net: [
    { amount: 12_340, currency: 'EUR' },
    { amount: 98_000, currency: 'JPY' },
  ],
  modelCostMicros: 3_214_000,
  failedMails: 0,
  failedJobs: 2,
};
const NOTHING_KNOWN: WeekFigures = {
  visitors: null,
  activePeople: null,
  signUps: null,
  plansMade: null,
  plansShared: null,
  bookingClicks: null,
  people: null,
  plans: null,
  destinations: null,
  net: null,
  modelCostMicros: null,
  failedMails: null,
  failedJobs: null,
};
const NOTHING_DONE: WeekFigures = { ...FIGURES, visitors: { now: 0, before: 0 }, destinations: [], net: [], modelCostMicros: 0 };

/** Every mail there is, in all that it may say: for the preview and the tests. */
export const SAMPLES: Readonly<Record<string, Mail>> = {
  welcome: { kind: 'welcome', to, link },
  'verify-email': { kind: 'verify-email', to, link },
  'reset-password': { kind: 'reset-password', to, link },
  'confirm-email-change': { kind: 'confirm-email-change', to, link },
  'already-registered': { kind: 'already-registered', to, link },
  'no-account': { kind: 'no-account', to, link },
  'email-changed': { kind: 'email-changed', to, newEmail: 'new@example.com', at },
  'password-changed': { kind: 'password-changed', to, at, link },
  'sign-in-locked': { kind: 'sign-in-locked', to, at, link },
  'codes-locked': { kind: 'codes-locked', to, at, link },
  'second-factor-changed': { kind: 'second-factor-changed', to, at, link },
  'identity-linked': { kind: 'identity-linked', to, at, link },
  'new-sign-in': { kind: 'new-sign-in', to, device: 'Firefox 140.0 on Linux', country: 'PT', at, link },
  'plan-invitation': { kind: 'plan-invitation', to, inviter: 'Ana', trip, role: 'editor', link },
  'plan-invitation-nameless': { kind: 'plan-invitation', to, inviter: null, trip: 'A day in Porto', role: 'viewer', link },
  'plan-ready': { ...choice, kind: 'plan-ready', trip, days },
  'plan-shared-came': { ...choice, kind: 'plan-shared', news: 'came', who: 'Ben', trip, role: 'editor' },
  'plan-shared-role': { ...choice, kind: 'plan-shared', news: 'role', who: null, trip, role: 'viewer' },
  'plan-shared-joined': { ...choice, kind: 'plan-shared', news: 'joined', who: 'Cleo', trip, role: 'editor' },
  'trip-reminder-7-days': {
    ...choice,
    kind: 'trip-reminder',
    trip,
    daysLeft: 7,
    days,
    cities: ['Lisbon', 'Évora'],
    first: [
      { start: '09:30', title: 'Castelo de São Jorge' },
      { start: '12:45', title: 'Lunch near Rua Augusta' },
      { start: '14:15', title: 'Elevador de Santa Justa' },
    ],
  },
  'trip-reminder-1-day': {
    ...choice,
    kind: 'trip-reminder',
    trip,
    daysLeft: 1,
    days: { from: days.from, to: days.from },
    cities: [],
    first: [],
  },
  digest: { ...choice, kind: 'digest', days: week, figures: FIGURES },
  'digest-quiet': { ...choice, kind: 'digest', days: week, figures: NOTHING_DONE },
  'digest-unknown': { ...choice, kind: 'digest', days: { from: '2027-12-27', to: '2028-01-02' }, figures: NOTHING_KNOWN },
  'alert-firing': {
    ...choice,
    kind: 'alert',
    rule: 'Answers that fail',
    state: 'firing',
    value: '7.2 % of 5,310 requests',
    limit: '2 % over 5 minutes',
    since: at,
  },
  'alert-over': {
    ...choice,
    kind: 'alert',
    rule: 'Mails waiting',
    state: 'over',
    value: '3 minutes',
    limit: '15 minutes',
    since: at,
  },
};
