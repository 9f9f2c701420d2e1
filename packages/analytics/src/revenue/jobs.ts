import { jobKind } from '@tripmaster/jobs';
import { z } from 'zod';

/** Sums up what models cost on days that are over. */
export const SUM_MODEL_DAYS = jobKind('revenue.sum-model-days', z.strictObject({}));
