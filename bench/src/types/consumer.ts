/** What a front end does with the client; `npm run bench:types` counts what it costs a type checker. */
import {
  createTripmasterClient,
  createTripmasterSession,
  events,
  isTripmasterError,
  type Plan,
  type PlanSummary,
  type TripRequestInput,
} from '@tripmaster/client';

const session = createTripmasterSession({ baseUrl: 'http://localhost:3000' });
const client = createTripmasterClient({ session });

const request: TripRequestInput = {
  destinations: [{ name: 'Lisbon', nights: 4 }],
  dates: { start: '2027-05-10', end: '2027-05-14' },
  travellers: { adults: 2, childrenAges: [6] },
  budget: { amount: 180_000, currency: 'EUR' },
  interests: ['food'],
};

export async function signIn(email: string, password: string): Promise<string> {
  const answer = await client.auth.login.mutate({ email, password });
  return answer.status === 'signed-in' ? answer.user.email : answer.challenge;
}

export async function make(): Promise<Plan | undefined> {
  for await (const { data } of events(client.plans.generate, request)) {
    if (data.type === 'progress') process.stdout.write(`${data.percent} ${data.step}\n`);
    if (data.type === 'plan') return data.plan;
  }
  return client.plans.create.mutate(request);
}

export async function look(): Promise<PlanSummary[]> {
  const [me, { items }, open, hits] = await Promise.all([
    client.account.me.query(),
    client.plans.list.query({ limit: 50 }),
    client.discover.list.query(),
    client.destinations.search.query({ q: 'lis' }),
  ]);
  process.stdout.write(`${me.email} ${open.items.length} ${hits.items[0]?.timeZone}\n`);
  return items;
}

export async function share(id: string): Promise<number> {
  try {
    await client.plans.setVisibility.mutate({ id, visibility: 'public' });
    const plan = await client.plans.get.query({ id });
    return plan.days.flatMap(({ items }) => items).reduce((sum, { cost }) => sum + (cost?.amount ?? 0), 0);
  } catch (error) {
    if (isTripmasterError(error, 'not-found')) return error.data.details.fields?.length ?? 0;
    throw error;
  }
}
