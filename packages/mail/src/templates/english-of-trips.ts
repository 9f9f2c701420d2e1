import type { MemberRole } from '@tripmaster/contracts';
import type { Mail } from '../mail.ts';
import type { Content, Say } from './words.ts';

type OfTrips = Extract<Mail, { trip: string }>;

const NAMELESS = 'Somebody';
const mayDo = (role: MemberRole) => (role === 'editor' ? 'read and change its plan' : 'read its plan');

/** Mails about a trip, in English. */
export function englishOfTrips(mail: OfTrips, say: Say): Content {
  switch (mail.kind) {
    case 'plan-invitation': {
      const inviter = mail.inviter ?? NAMELESS;
      return {
        subject: 'You are invited to a trip',
        title: 'You are invited to a trip',
        paragraphs: [
          `${inviter} asks you to come onto the trip “${mail.trip}” in TripMaster AI, to ${mayDo(mail.role)}.`,
          'The link works once and is good for 14 days. It asks you to sign in first; without an account you can open one there.',
        ],
        facts: [
          ['Trip', mail.trip],
          ['From', inviter],
        ],
        action: { label: 'See the invitation', link: mail.link },
        otherwise: 'If this wasn’t meant for you, there is nothing to do: without the link nothing happens.',
        footer: 'This mail was sent once, as somebody on this server gave your address.',
      };
    }
    case 'plan-ready':
      return {
        subject: 'Your plan is ready',
        title: 'Your plan is ready',
        paragraphs: ['You left while it was being made. It is done, checked and saved.'],
        facts: [
          ['Trip', mail.trip],
          ['Dates', say.days(mail.days.from, mail.days.to)],
        ],
        action: { label: 'See the plan', link: mail.link },
        footer: 'You get mails like this when a plan is ready after you have left.',
      };
    case 'plan-shared':
      return { ...shared(mail), footer: 'You get mails like this when somebody shares a trip with you, or joins one of yours.' };
    case 'trip-reminder': {
      const when = mail.daysLeft === 1 ? 'tomorrow' : `in ${say.number(mail.daysLeft)} days`;
      return {
        subject: `Your trip begins ${when}`,
        title: `Your trip begins ${when}`,
        paragraphs: [
          mail.daysLeft === 1
            ? `“${mail.trip}” begins tomorrow, on ${say.day(mail.days.from)}.`
            : `“${mail.trip}” begins on ${say.day(mail.days.from)}. There is time to look through it once more.`,
        ],
        facts: [
          ['Dates', say.days(mail.days.from, mail.days.to)],
          ...(mail.cities.length === 0 ? [] : [['Where', say.list(mail.cities)] satisfies [string, string]]),
        ],
        ...(mail.first.length === 0
          ? {}
          : { tables: [{ heading: 'How the first day begins', rows: mail.first.map(({ start, title }) => [say.time(start), title]) }] }),
        action: { label: 'See the plan', link: mail.link },
        footer: 'You get mails like this 7 days and 1 day before a trip begins.',
      };
    }
    default:
      return mail satisfies never;
  }
}

function shared({ news, who, trip, role, link }: Extract<OfTrips, { kind: 'plan-shared' }>): Content {
  const name = who ?? NAMELESS;
  switch (news) {
    case 'came':
      return {
        subject: 'You are on a trip',
        title: 'You are on a trip',
        paragraphs: [`You came onto the trip “${trip}”. You may ${mayDo(role)}.`],
        facts: [
          ['Trip', trip],
          ['Whose', name],
        ],
        action: { label: 'See the plan', link },
      };
    case 'role':
      return {
        subject: 'What you may do on a trip was changed',
        title: 'What you may do on a trip was changed',
        paragraphs: [`On the trip “${trip}” you may now ${mayDo(role)}.`],
        facts: [
          ['Trip', trip],
          ['Changed by', name],
        ],
        action: { label: 'See the plan', link },
      };
    case 'joined':
      return {
        subject: 'Somebody joined your trip',
        title: 'Somebody joined your trip',
        paragraphs: [`${name} came onto your trip “${trip}”, and may ${mayDo(role)}. You can change that under “Share”.`],
        facts: [
          ['Trip', trip],
          ['Who', name],
        ],
        action: { label: 'See the plan', link },
      };
    default:
      return news satisfies never;
  }
}
