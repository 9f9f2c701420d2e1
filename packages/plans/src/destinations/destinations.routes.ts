import { destinationHit, line } from '@tripmaster/contracts';
import { open, router } from '@tripmaster/rpc';
import { z } from 'zod';
import type { Gazetteer } from '../trip.ts';

const searchInput = z.strictObject({ q: line(80), limit: z.int().min(1).max(20).optional() });

export function destinationsRoutes(gazetteer: Gazetteer) {
  return router({
    search: open
      .meta({ summary: 'Finds cities by the beginning of their name, in any spelling.', tool: 'reads' })
      .input(searchInput)
      .output(z.strictObject({ items: z.array(destinationHit) }))
      .query(({ input }) => ({ items: gazetteer.search(input.q, input.limit ?? 8) })),
  });
}
