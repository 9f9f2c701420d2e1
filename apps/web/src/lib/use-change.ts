import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { announce } from './announcements.ts';
import type { ErrorCode } from './api-types.ts';
import { fieldErrors, readFailure } from './failure.ts';
import { plural } from './format.ts';
import { proven } from './proof.ts';
import { useFocusInvalid } from './use-focus-invalid.ts';

export type Change<Input, Output> = {
  call: (input: Input) => Promise<Output>;
  /** What is out of date afterwards. */
  refresh?: readonly QueryKey[];
  /** Read out when it is done. */
  said?: (output: Output, input: Input) => string;
  onDone?: (output: Output, input: Input) => unknown;
};

/** A change on the server: the person may be asked to show that it is them, and hears when it is done. */
export function useChange<Input, Output>({ call, refresh = [], said, onDone }: Change<Input, Output>) {
  const client = useQueryClient();
  return useMutation<Output, Error, Input>({
    mutationFn: (input) => proven(() => call(input)),
    onSuccess: async (output, input) => {
      onDone?.(output, input);
      if (said !== undefined) announce(said(output, input));
      await Promise.all(refresh.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

/** What a form shows of a failed change, by field; what belongs to none under `''`. A change that was stopped shows nothing. */
function errorsOf(error: unknown, fieldOf: Partial<Record<ErrorCode, string>>): Record<string, string> {
  const failure = readFailure(error);
  if (failure.code === 'aborted') return {};
  const byField = fieldErrors(failure.fields);
  if (Object.keys(byField).length > 0) return byField;
  const field = failure.code === 'offline' ? undefined : fieldOf[failure.code];
  const { retryAfterSeconds: wait, triesLeft: left, message } = failure;
  if (failure.code === 'offline') return { '': `${message} Nothing you typed is lost.` };
  if (wait !== undefined) return { [field ?? '']: `${message} Try again in ${Math.max(1, Math.ceil(wait / 60))} min.` };
  return { [field ?? '']: left !== undefined && left <= 3 ? `${message} ${plural(left, 'try', 'tries')} left before a pause.` : message };
}

/**
 * A form that makes a change. `check` says by field what cannot be sent; `fieldOf` which field a refusal of the
 * server belongs to. Focus goes to the first field at fault.
 */
export function useChangeForm<Input, Output>({
  check,
  fieldOf = {},
  ...change
}: Change<Input, Output> & { check?: (input: Input) => Record<string, string>; fieldOf?: Partial<Record<ErrorCode, string>> }) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);
  useFocusInvalid(form, refusals);
  const { isPending, isSuccess, mutate, reset } = useChange(change);

  function show(found: Record<string, string>): void {
    setErrors(found);
    setRefusals((count) => count + 1);
  }

  return {
    form,
    errors,
    busy: isPending,
    done: isSuccess,
    /** Takes back the errors of the fields that are being mended, and the word that it is done. */
    touched: (...fields: string[]) => {
      if (isSuccess) reset();
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== '' && !fields.includes(field))));
    },
    reset: () => {
      reset();
      setErrors({});
    },
    submit: (input: Input) => {
      const found = check?.(input) ?? {};
      if (Object.keys(found).length > 0) return show(found);
      setErrors({});
      mutate(input, { onError: (error) => show(errorsOf(error, fieldOf)) });
    },
  };
}
