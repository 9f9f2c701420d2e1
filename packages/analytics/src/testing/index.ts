export { createFigures, type Figures } from '../figuring.ts';
export { figuresProcedures } from '../figures/figures.routes.ts';
export { recounts } from './recount.ts';
export { testAnalytics } from './start.ts';
