import { addDays, utcDate, wantedMails, weekdayOf } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Mailer } from '@tripmaster/mail';
import type { AlertsRepo } from '../alerts/alerts.repo.ts';
import type { DigestRepo } from './digest.repo.ts';
import { weekFigures, type WeekSources } from './week-figures.ts';

type Deps = WeekSources & {
  db: Database;
  repo: DigestRepo;
  people: Pick<AlertsRepo, 'administrators'>;
  mailer: Pick<Mailer, 'queue'>;
  /** Where people reach the server. */
  baseUrl: string;
  now: () => number;
};

/** The week's figures for the administrators who want them: one mail a week and person, however often it is asked for. */
export function digestService({ db, repo, people, mailer, baseUrl, now, ...sources }: Deps) {
  return {
    /** Queues the digest of the last whole week, Monday to Sunday in UTC. */
    async send(): Promise<void> {
      const at = now();
      const today = utcDate(at);
      const monday = addDays(today, -weekdayOf(today) - 7);
      const days = { from: monday, to: addDays(monday, 6) };
      const figures = await weekFigures(sources, days);
      await db.write(async (tx) => {
        if (!(await repo.claim(tx, monday, at))) return;
        for (const { id, email, locale, notifications } of await people.administrators(tx))
          if (wantedMails(notifications).digest)
            await mailer.queue(tx, {
              kind: 'digest',
              to: email,
              userId: id,
              locale,
              days,
              figures,
              link: `${baseUrl}/admin`,
              settings: `${baseUrl}/account/notifications`,
            });
      });
    },
  };
}
