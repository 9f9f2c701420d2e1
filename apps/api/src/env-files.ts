import type { FileLimits, S3Settings } from '@tripmaster/plans';
import { z } from 'zod';

const MIB = 1024 * 1024;
const megabytes = (most: number) =>
  z.coerce.number('is not a number').int('must be whole').min(1, 'must be at least 1').max(most, `must be at most ${most}`);

/** Settings of what people attach to their trips. */
export const fileSettings = {
  FILES_STORE: z.enum(['disk', 's3'], 'must be disk or s3').default('disk'),
  FILES_S3_BUCKET: z.string().optional(),
  FILES_S3_REGION: z.string().default('us-east-1'),
  FILES_S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'is not an http(s) address' }).optional(),
  FILES_S3_ACCESS_KEY_ID: z.string().optional(),
  FILES_S3_SECRET_ACCESS_KEY: z.string().optional(),
  FILES_MAX_MB: megabytes(2_048).default(100),
  FILES_PERSON_MB: megabytes(1_048_576).default(1_024),
  FILES_PLAN_MB: megabytes(1_048_576).default(1_024),
};
export type FileEnvironment = z.infer<z.ZodObject<typeof fileSettings>>;

export type FilesConfig = { limits: FileLimits; s3?: S3Settings };

/** The same as the server uses it; `fault` tells what is missing. */
export function filesOf(env: FileEnvironment): FilesConfig | { fault: string } {
  const limits = { file: env.FILES_MAX_MB * MIB, person: env.FILES_PERSON_MB * MIB, plan: env.FILES_PLAN_MB * MIB };
  if (env.FILES_STORE === 'disk') return { limits };
  const { FILES_S3_BUCKET: bucket, FILES_S3_REGION: region, FILES_S3_ENDPOINT: endpoint } = env;
  const { FILES_S3_ACCESS_KEY_ID: accessKeyId, FILES_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined)
    return { fault: 'FILES_STORE=s3 needs FILES_S3_BUCKET, FILES_S3_ACCESS_KEY_ID and FILES_S3_SECRET_ACCESS_KEY.' };
  return { limits, s3: { bucket, region, accessKeyId, secretAccessKey, ...(endpoint === undefined ? {} : { endpoint }) } };
}
