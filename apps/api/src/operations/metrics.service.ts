import { collectDefaultMetrics, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Analytics } from '@tripmaster/analytics';
import { USUAL_WINDOW_MINUTES, type AlertMetric, type HealthStatus } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { HealthService } from './health.service.ts';
import { inTime } from './in-time.ts';

/** Answers of the server itself are a matter of milliseconds, those of a model one of a minute. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const CALLS = '/trpc/';
const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);
const STATUS_NUMBERS = { ok: 0, warning: 1, failed: 2 } as const satisfies Record<HealthStatus, number>;

/** How a request was answered. */
export type Answered = {
  method: string;
  /** The pattern of its route; none for what there is not. */
  route: string | undefined;
  path: string;
  status: number;
  ms: number;
};

type Deps = {
  db: Pick<Database, 'engine' | 'size'>;
  health: Pick<HealthService, 'ask'>;
  measures: Pick<Analytics['measures'], 'value'>;
  /** Names of all procedures. */
  procedures: ReadonlySet<string>;
  /** Streams of changes that are open on this node. */
  streams: () => number;
  /** Connections that are open to this node. */
  connections: () => Promise<number>;
};

type Value = { labels?: Record<string, string>; value: number | undefined };
type Figure = { name: string; help: string; values: readonly Value[] };

/**
 * Figures as Prometheus reads them: how this node answers and what its process needs are gathered as it goes; how the server is
 * and what is shared by all nodes is asked when somebody looks. What can't be measured is left out, and takes nothing along.
 */
export function serverMetrics({ db, health, measures, procedures, streams, connections }: Deps) {
  const own = new Registry();
  collectDefaultMetrics({ register: own });
  const durations = new Histogram({
    name: 'tripmaster_http_request_duration_seconds',
    help: 'How long requests took to answer, by route, method and class of status. Streams do not count.',
    labelNames: ['route', 'method', 'status'],
    buckets: SECONDS,
    registers: [own],
  });

  /** Never what somebody wrote into an address: routes are ours, and so are procedures. Several in one request stand together. */
  function routeOf({ route, path }: Answered): string {
    if (route === undefined) return 'none';
    if (route.startsWith(CALLS)) return procedures.has(path.slice(CALLS.length)) ? path : `${CALLS}:path`;
    // Every file of the web app is a route.
    return route.startsWith('/assets/') ? '/assets/*' : route;
  }

  const today = (metric: AlertMetric) => known(measures.value({ metric, windowMinutes: USUAL_WINDOW_MINUTES }));

  async function asked(): Promise<Figure[]> {
    const [state, bytes, dropped, spent, connected] = await Promise.all([
      health.ask(),
      known(db.size()),
      today('dropped-events'),
      today('model-spend'),
      known(connections()),
    ]);
    const { database, migrations, disk, jobs, mail, schedules } = state;
    const parts = { database, migrations, disk, jobs, mail, schedules };
    const of = (name: string, help: string, value: number | undefined): Figure => ({ name, help, values: [{ value }] });
    const byState = (name: string, help: string, states: Record<string, number | undefined>): Figure => ({
      name,
      help,
      values: Object.entries(states).map(([name_, value]) => ({ labels: { state: name_ }, value })),
    });
    /** Nothing that waits has no age: that is 0, unless it could not be asked. */
    const age = ({ waiting, oldestSeconds }: typeof mail) => (waiting === undefined ? undefined : (oldestSeconds ?? 0));
    return [
      {
        name: 'tripmaster_build_info',
        help: 'Which release this is, and on which database.',
        values: [{ labels: { version: state.version, database: db.engine }, value: 1 }],
      },
      {
        name: 'tripmaster_health_status',
        help: 'How the parts of the server are: 0 well, 1 worth a look, 2 failed.',
        values: Object.entries(parts).map(([part, { status }]) => ({ labels: { part }, value: STATUS_NUMBERS[status] })),
      },
      of('tripmaster_http_connections', 'Connections open to this node.', connected),
      of('tripmaster_live_streams', 'Streams of changes of plans open on this node.', streams()),
      of('tripmaster_disk_free_bytes', 'Free on the disk of this node’s data folder.', disk.freeBytes),
      of('tripmaster_disk_total_bytes', 'What the disk of this node’s data folder holds.', disk.totalBytes),
      of('tripmaster_database_size_bytes', 'How large the database is.', bytes),
      of(
        'tripmaster_database_answer_seconds',
        'How long the database took for the smallest question.',
        database.milliseconds === undefined ? undefined : database.milliseconds / 1_000,
      ),
      byState('tripmaster_jobs', 'Jobs by state; dead ones were given up.', {
        waiting: jobs.waiting,
        running: jobs.running,
        dead: jobs.dead,
      }),
      of('tripmaster_job_oldest_seconds', 'How long the job is overdue that has waited longest.', age(jobs)),
      byState('tripmaster_mails', 'Mails that are not delivered by state, each counted up to 10,000; dead ones were given up.', {
        waiting: mail.waiting,
        dead: mail.dead,
      }),
      of('tripmaster_mail_oldest_seconds', 'How long the mail has waited that has waited longest.', age(mail)),
      of('tripmaster_events_dropped_today', 'Events that were not counted on this day (UTC).', dropped),
      of('tripmaster_model_spend_today_dollars', 'What models cost on this day (UTC), in dollars.', spent),
    ];
  }

  return {
    contentType: own.contentType,
    observe(answered: Answered): void {
      const { method, status, ms } = answered;
      const labels = { route: routeOf(answered), method: METHODS.has(method) ? method : 'other', status: `${Math.floor(status / 100)}xx` };
      durations.observe(labels, ms / 1_000);
    },
    /** Everything, as text. */
    async page(): Promise<string> {
      const shared = new Registry();
      for (const { name, help, values } of await asked()) {
        const known = values.flatMap(({ labels = {}, value }) => (value === undefined ? [] : [{ labels, value }]));
        const [first] = known;
        if (first === undefined) continue;
        const gauge = new Gauge({ name, help, labelNames: Object.keys(first.labels), registers: [shared] });
        for (const { labels, value } of known) gauge.set(labels, value);
      }
      return `${await shared.metrics()}\n${await own.metrics()}`;
    },
  };
}

export type ServerMetrics = ReturnType<typeof serverMetrics>;

/** What can't be found out, or not in time, is left out: Prometheus itself waits for ten seconds. */
function known<Value_>(answer: Promise<Value_>): Promise<Value_ | undefined> {
  return inTime(answer, () => undefined);
}
