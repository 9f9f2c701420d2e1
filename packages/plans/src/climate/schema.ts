import { z } from 'zod';

const MONTHS = 12;

/** One value a month, January first. */
const monthly = <T extends z.ZodType>(value: T) => z.array(value).length(MONTHS);
const celsius = z.number().min(-60).max(55);

/**
 * The usual weather of one city (a line of `packages/plans/catalogue/climate/months.json`), as measured at one
 * station. `normals` are those the national weather service reports itself; `reports` are means over the monthly
 * reports of `from` to `to`, at least `years` of them for every month.
 */
export const cityClimateSchema = z.strictObject({
  city: z.string().min(1),
  /** The centre of the city, not the station. */
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  station: z.strictObject({
    name: z.string().min(1),
    /** The number of the World Meteorological Organization. */
    wmo: z
      .string()
      .regex(/^\d{5}$/u)
      .optional(),
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
  }),
  basis: z.enum(['normals', 'reports']),
  from: z.int().min(1950),
  to: z.int().max(2100),
  years: z.int().optional(),
  source: z.string().min(10).max(160),
  /** Means of the daily highest and lowest temperature. */
  high: monthly(celsius),
  low: monthly(celsius),
  /** Left out where the source has no sound numbers. */
  rainMm: monthly(z.int().min(0).max(1_500)).optional(),
  /** Days with one millimetre or more. */
  rainDays: monthly(z.int().min(0).max(31)).optional(),
});
export type CityClimate = z.infer<typeof cityClimateSchema>;
