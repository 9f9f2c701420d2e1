import { TRPCClientError } from '@trpc/client';
import { expect, it, vi } from 'vitest';
import { readFailure } from './failure.ts';
import { answerProof, proven } from './proof.ts';

const refused = () => TRPCClientError.from({ error: { code: -32001, message: 'No.', data: { code: 'reauthentication-required' } } });

it('asks and does the call again', async () => {
  const call = vi.fn<() => Promise<string>>().mockRejectedValueOnce(refused()).mockResolvedValueOnce('done');
  const outcome = proven(call);
  await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(1));
  await Promise.resolve();
  answerProof(true);
  expect(await outcome).toBe('done');
});

it('asks once for calls of one moment, and stops them when it is let be', async () => {
  const calls = [1, 2].map(() => proven(() => Promise.reject(refused())).catch((error: unknown) => readFailure(error).code));
  await new Promise((resolve) => setTimeout(resolve, 0));
  answerProof(false);
  expect(await Promise.all(calls)).toEqual(['aborted', 'aborted']);
});

it('lets every other refusal through', async () => {
  await expect(proven(() => Promise.reject(new Error('other')))).rejects.toThrow('other');
});
