import { AppError, planDocument, tripRequest, type PlanDocument, type TripRequestInput, type Violation } from '@tripmaster/contracts';
import { createPlanMaker, openGuideGazetteer, type ModelConfig } from '@tripmaster/plans';
import { loadGuide } from '@tripmaster/plans/catalogue';
import { openHolidays } from '../../../packages/plans/src/holidays/index.ts';
import { factsFromGuides, type Facts } from '../../../packages/plans/src/verify/index.ts';
import type { World } from './checker/index.ts';

/** The moment at which every request of an evaluation is made, so that its dates never pass. */
const NOW = Date.parse('2026-11-23T09:00:00Z');

/** The model that the server would use, by the same variables; nothing where none is set. */
export function modelFromEnvironment(env: NodeJS.ProcessEnv): ModelConfig | undefined {
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseUrl } = env;
  if (key === undefined && baseUrl === undefined) return undefined;
  return {
    apiKey: key ?? 'none',
    model: env['OPENAI_MODEL'] ?? 'gpt-5-mini',
    api: env['OPENAI_API'] === 'chat' ? 'chat' : 'responses',
    timeoutMs: Number(env['OPENAI_TIMEOUT_SECONDS'] ?? 60) * 1_000,
    ...(baseUrl === undefined ? {} : { baseUrl }),
  };
}

/** A plan and what it took, or the fields for which the request was refused. */
export type Made = { doc: PlanDocument; wallMs: number; cpuMs: number } | { refused: string };

/** The engine as the server puts it together, with the whole gazetteer. */
export function openEngine(model: ModelConfig | undefined, onTrouble: (message: string) => void = () => undefined) {
  const make = createPlanMaker({
    gazetteer: openGuideGazetteer(),
    now: () => NOW,
    onModelTrouble: (trouble) => onTrouble(JSON.stringify(trouble)),
    ...(model === undefined ? {} : { model }),
  });
  return async (input: TripRequestInput): Promise<Made> => {
    const request = tripRequest.parse(input);
    const wall = performance.now();
    const cpu = process.cpuUsage();
    try {
      const doc = await make(request, {});
      const used = process.cpuUsage(cpu);
      return { doc: planDocument.parse(doc), wallMs: performance.now() - wall, cpuMs: (used.user + used.system) / 1_000 };
    } catch (error) {
      if (error instanceof AppError) return { refused: `${error.code} ${JSON.stringify(error.details ?? {})}` };
      throw error;
    }
  };
}

export const errorsOf = ({ verification }: PlanDocument): Violation[] =>
  verification.violations.filter(({ severity }) => severity === 'error');

/** Every violation has ways out, or a notice says what would work instead. */
export function isExplained(doc: PlanDocument): boolean {
  const said = doc.notices.some(({ code, message }) => code === 'not-everything-fits' && message.includes('What would work: '));
  return said || errorsOf(doc).every(({ waysOut }) => waysOut.length > 0);
}

/** The calendar and the moment, for the checker. */
export async function openWorld(): Promise<World> {
  const holidays = await openHolidays();
  return { holidayOn: (country, date) => holidays.holidayOn(country, date), now: NOW };
}

/** The verifier's facts for a plan. */
export async function factsOf(doc: PlanDocument): Promise<Facts> {
  const holidays = await openHolidays();
  const guides = await Promise.all([...new Set(doc.destinations.flatMap(({ guide }) => guide ?? []))].map((id) => loadGuide(id)));
  return factsFromGuides(guides, { now: NOW, holiday: (country, date) => holidays.holidayOn(country, date) });
}
