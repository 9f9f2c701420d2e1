import type { AppRouter as Served } from '@tripmaster/api/routes';
import type { AppRouter, ErrorData, GenerationEvent, Plan, TripmasterClient, TripRequestInput } from '@tripmaster/client';
import { isTripmasterError } from '@tripmaster/client';
import type * as contracts from '@tripmaster/contracts';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { expect, expectTypeOf, it } from 'vitest';

/** The same type with every optional field written `field?: T`, so that only what can be seen over the wire counts. */
type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends AsyncIterable<infer Event>
    ? AsyncIterable<Plain<Event>>
    : T extends object
      ? { [Key in keyof T]: Plain<Exclude<T[Key], undefined>> }
      : T;
type Same<A, B> = [A] extends [B]
  ? [B] extends [A]
    ? Keys<A> extends Keys<B>
      ? Keys<B> extends Keys<A>
        ? true
        : false
      : false
    : false
  : false;
/** Every path of field names, so that an optional field one side lacks is seen too. */
type Keys<T, Depth extends 0[] = []> = Depth['length'] extends 6
  ? never
  : T extends readonly (infer Item)[]
    ? Keys<Item, [...Depth, 0]>
    : T extends AsyncIterable<infer Event>
      ? Keys<Event, [...Depth, 0]>
      : T extends object
        ? { [Key in keyof T & string]: Key | `${Key}.${Keys<T[Key], [...Depth, 0]>}` }[keyof T & string]
        : never;

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
type ServedInputs = inferRouterInputs<Served>;
type ServedOutputs = inferRouterOutputs<Served>;
type Every<A, B> = {
  [Group in keyof A & keyof B]: {
    [Name in keyof A[Group] & keyof B[Group]]: Same<Plain<A[Group][Name]>, Plain<B[Group][Name]>>;
  }[keyof A[Group] & keyof B[Group]];
}[keyof A & keyof B];

it('has the inputs and outputs of the real router', () => {
  expectTypeOf<Every<Omit<Inputs, 'analytics'>, ServedInputs>>().toEqualTypeOf<true>();
  // The server takes anything for an event, and drops what is none; the client says what one is.
  expectTypeOf<Inputs['analytics']['track']>().toExtend<ServedInputs['analytics']['track']>();
  expectTypeOf<Every<Outputs, ServedOutputs>>().toEqualTypeOf<true>();
  expectTypeOf<{ [Group in keyof Inputs]: keyof Inputs[Group] }>().toEqualTypeOf<{
    [Group in keyof ServedInputs]: keyof ServedInputs[Group];
  }>();
});

it('has the errors and the named types of the contracts', () => {
  expectTypeOf<Same<Plain<ErrorData['details']>, Plain<contracts.ErrorDetails>>>().toEqualTypeOf<true>();
  expectTypeOf<ErrorData['code']>().toEqualTypeOf<contracts.ErrorCode>();
  expectTypeOf<Same<Plain<Plan>, Plain<contracts.Plan>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Plain<GenerationEvent>, Plain<contracts.GenerationEvent>>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Plain<TripRequestInput>, Plain<contracts.TripRequestInput>>>().toEqualTypeOf<true>();
  expectTypeOf<Outputs['plans']['get']>().toEqualTypeOf<Plan>();
  expectTypeOf<Outputs['flags']['evaluate']['sign-ups']>().toEqualTypeOf<boolean>();
  // What is absent may be given as undefined, however deep, and a request that came with a plan can be sent again.
  expectTypeOf<contracts.TripRequestInput>().toExtend<TripRequestInput>();
  expectTypeOf<contracts.TripRequest>().toExtend<TripRequestInput>();
  expectTypeOf<Plan['request']>().toExtend<TripRequestInput>();
});

it('lets right calls compile and wrong ones not', () => {
  const neverCalled = async (client: TripmasterClient) => {
    const plan = await client.plans.create.mutate({
      destinations: [{ name: 'Lisbon' }],
      dates: { start: '2027-05-10', end: '2027-05-14' },
      travellers: { adults: 2 },
    });
    expectTypeOf(plan).toEqualTypeOf<Plan>();
    expectTypeOf(plan.days[0]?.items[0]?.cost?.amount).toEqualTypeOf<number | undefined>();
    await client.plans.list.query();
    await client.account.me.query();
    const flags = await client.flags.evaluate.query();
    expectTypeOf(flags['landing-clash-first']).toEqualTypeOf<boolean>();
    // A flag that the code does not know may be anything.
    expectTypeOf(flags['of-the-operator']).toEqualTypeOf<unknown>();
    // @ts-expect-error a flag has the type it was declared with
    const wrong: string = flags['sign-ups'];
    void wrong;
    client.plans.generate.subscribe(
      { destinations: [{ name: 'Lisbon' }], dates: { month: '2027-05', days: 3 }, travellers: { adults: 1 } },
      { onData: ({ id, data }) => expectTypeOf({ id, data }).toEqualTypeOf<{ id: string; data: GenerationEvent }>() },
    );
    // @ts-expect-error a field is missing
    await client.plans.create.mutate({ destinations: [{ name: 'Lisbon' }], travellers: { adults: 2 } });
    // @ts-expect-error a field nobody knows
    await client.plans.get.query({ id: plan.id, extra: true });
    // @ts-expect-error a word that is not one of the closed set
    await client.plans.setVisibility.mutate({ id: plan.id, visibility: 'secret' });
    // @ts-expect-error a mutation is no query
    await client.plans.create.query({ id: plan.id });
    // @ts-expect-error there is no such procedure
    await client.plans.obliterate.mutate({ id: plan.id });
    // @ts-expect-error a field the plan does not have
    void plan.secret;
    try {
      await client.plans.get.query({ id: plan.id });
    } catch (error) {
      if (isTripmasterError(error)) expectTypeOf(error.data.code).toEqualTypeOf<contracts.ErrorCode>();
      // @ts-expect-error a code that is not one of the closed set
      isTripmasterError(error, 'kaput');
    }
  };
  expect(neverCalled).toBeTypeOf('function');
});
