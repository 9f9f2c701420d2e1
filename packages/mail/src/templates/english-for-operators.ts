import type { WeekCount } from '@tripmaster/contracts';
import type { Mail } from '../mail.ts';
import type { Content, Say } from './words.ts';

const NOT_KNOWN = 'Not known';

/** Mails to the people who run the server, in English. */
export function englishForOperators(mail: Extract<Mail, { kind: 'digest' | 'alert' }>, say: Say): Content {
  if (mail.kind === 'digest') return digest(mail, say);
  const over = mail.state === 'over';
  return {
    subject: over ? `Over: ${mail.rule}` : `Alert: ${mail.rule}`,
    title: over ? `Over: ${mail.rule}` : `Alert: ${mail.rule}`,
    paragraphs: [over ? 'What this rule watches is back within its limit.' : 'What this rule watches is past its limit.'],
    facts: [
      ['Rule', mail.rule],
      ['Measured', mail.value],
      ['Limit', mail.limit],
      [over ? 'Over since' : 'Since', say.moment(mail.since)],
    ],
    action: { label: 'See the alerts', link: mail.link },
    footer: 'You get alerts as you are an administrator of this server.',
  };
}

function digest({ days, figures, link }: Extract<Mail, { kind: 'digest' }>, say: Say): Content {
  const number = (value: number | null) => (value === null ? NOT_KNOWN : say.number(value));
  const week = (count: WeekCount) => {
    if (count === null) return NOT_KNOWN;
    return count.before === null ? say.number(count.now) : `${say.number(count.now)} (before: ${say.number(count.before)})`;
  };
  const { destinations, net, modelCostMicros } = figures;
  return {
    subject: `Your server’s week: ${say.days(days.from, days.to)}`,
    title: 'The week on your server',
    paragraphs: [`What happened from ${say.day(days.from)} to ${say.day(days.to)}, by days in UTC; in brackets the week before.`],
    facts: [
      ['Visitors', week(figures.visitors)],
      ['Active people', week(figures.activePeople)],
      ['New accounts', week(figures.signUps)],
      ['Plans made', week(figures.plansMade)],
      ['Plans shared', week(figures.plansShared)],
      ['Booking links followed', week(figures.bookingClicks)],
    ],
    tables: [
      {
        heading: 'Where most plans lead',
        rows:
          destinations === null || destinations.length === 0
            ? [['Destinations', destinations === null ? NOT_KNOWN : 'None this week']]
            : destinations.map((name, at) => [say.number(at + 1), name]),
      },
      {
        heading: 'Money',
        rows: [
          ['Came in, less refunds', net === null ? NOT_KNOWN : net.length === 0 ? 'Nothing' : say.list(net.map((sum) => say.money(sum)))],
          [
            'Models cost',
            modelCostMicros === null ? NOT_KNOWN : say.money({ amount: Math.round(modelCostMicros / 10_000), currency: 'USD' }),
          ],
        ],
      },
      {
        heading: 'The server itself',
        rows: [
          ['Accounts', number(figures.people)],
          ['Plans', number(figures.plans)],
          ['Mails given up', number(figures.failedMails)],
          ['Jobs given up', number(figures.failedJobs)],
        ],
      },
    ],
    action: { label: 'See all figures', link },
    footer: 'You get this mail every Monday as you are an administrator of this server.',
  };
}
