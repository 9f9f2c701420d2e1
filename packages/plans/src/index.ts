import type { Plan } from '@tripmaster/contracts';
import type { Database } from '@tripmaster/db';
import type { Audit } from '@tripmaster/rpc';
import { listGuides } from './catalogue/index.ts';
import { discoverRepo } from './discover/discover.repo.ts';
import { discoverService } from './discover/discover.service.ts';
import { createPlanMaker, type ModelConfig, type ModelTrouble } from './engine.ts';
import { gazetteerFolder } from './gazetteer/folder.ts';
import { openGazetteer } from './gazetteer/index.ts';
import { generationService } from './plans/generation.service.ts';
import { plansRepo } from './plans/plans.repo.ts';
import { plansService } from './plans/plans.service.ts';

export { alsoGuidesFrom } from './catalogue/index.ts';
export { findImportCity } from './catalogue/import/city.ts';
export { importGuide, overpassQuery, type ImportCity, type Imported } from './catalogue/import/index.ts';
export { destinationsRoutes } from './destinations/destinations.routes.ts';
export { discoverRoutes } from './discover/discover.routes.ts';
export { createPlanMaker, type ModelConfig, type ModelTrouble } from './engine.ts';
export { plansRoutes } from './plans/plans.routes.ts';

/** The cities of the world, with the guide's marked; read at the first question. */
export function openGuideGazetteer() {
  return openGazetteer(gazetteerFolder(), listGuides);
}

type Parts = {
  db: Database;
  audit: Audit;
  model?: ModelConfig;
  /** Is told when a plan had to be made without the model. */
  onModelTrouble?: ((trouble: ModelTrouble) => void) | undefined;
  now?: () => number;
};

/** The trips feature, put together. Without a `model` every plan is made by the built-in engine. */
export function createPlans({ db, audit, model, onModelTrouble, now = Date.now }: Parts) {
  const gazetteer = openGuideGazetteer();
  const make = createPlanMaker({ gazetteer, now, onModelTrouble, ...(model === undefined ? {} : { model }) });
  const plans = plansService({ db, repo: plansRepo(db), audit, make, now });
  return {
    plans,
    generation: generationService({ plans }),
    discover: discoverService({ db, repo: discoverRepo(db) }),
    gazetteer,
    exports: {
      // Each format's libraries are loaded with its first file, not at process start.
      markdown: async (plan: Plan) => (await import('./export/markdown.ts')).planMarkdown(plan),
      html: async (plan: Plan) => (await import('./export/html.ts')).planHtml(plan),
      ics: async (plan: Plan) => (await import('./export/ics.ts')).planIcs(plan),
    },
  };
}

export type Plans = ReturnType<typeof createPlans>;
