import { useMutation } from '@tanstack/react-query';
import { type RefObject, useRef, useState } from 'react';
import { type Failure, fieldErrors, readFailure } from '../../lib/failure.ts';
import { useFocusInvalid } from '../../lib/use-focus-invalid.ts';
import { formSentence } from '../../ui/states.tsx';

/** What is wrong, by field; under `''` what belongs to none. */
export type Faults = Record<string, string>;

/**
 * Sends an account form. Nothing typed is lost by a refusal: it comes back by field, those of no field under `''`,
 * and a pause the server asks for as `pausedUntil`. `explain` has the first word on what a failure means here.
 */
export function useAccountForm<Input, Answer>({
  send,
  check,
  onDone,
  explain,
}: {
  send: (input: Input) => Promise<Answer>;
  check: (input: Input) => Faults;
  onDone: (answer: Answer, input: Input) => void;
  /** Faults to show, none (`{}`) when it was dealt with, `undefined` to leave it to the rule. */
  explain?: (failure: Failure, input: Input) => Faults | undefined;
}) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Faults>({});
  const [pausedUntil, setPausedUntil] = useState<number>();
  const [refusals, setRefusals] = useState(0);
  useFocusInvalid(form, refusals);

  function show(found: Faults): void {
    setErrors(found);
    setRefusals((count) => count + 1);
  }

  const request = useMutation<Answer, Error, Input>({
    mutationFn: send,
    onSuccess: onDone,
    onError: (error, input) => {
      const failure = readFailure(error);
      const { retryAfterSeconds } = failure;
      if (failure.code === 'too-many-requests' && retryAfterSeconds !== undefined) setPausedUntil(Date.now() + retryAfterSeconds * 1000);
      else show(explain?.(failure, input) ?? faultsOf(failure, form));
    },
  });

  return {
    form,
    errors,
    pausedUntil,
    busy: request.isPending,
    /** Takes back the errors of the fields that are being mended. A pause is one of an address: another one has its own. */
    touched: (...fields: string[]) => {
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== '' && !fields.includes(field))));
      if (fields.includes('email')) setPausedUntil(undefined);
    },
    submit: (input: Input) => {
      const found = check(input);
      if (Object.keys(found).length > 0) return show(found);
      setErrors({});
      setPausedUntil(undefined);
      request.mutate(input);
    },
  };
}

/** By field where the form has that field; what it lacks is said above it. */
function faultsOf(failure: Failure, form: RefObject<HTMLFormElement | null>): Faults {
  const here = Object.entries(fieldErrors(failure.fields)).filter(([field]) => form.current?.elements.namedItem(field) instanceof Element);
  return here.length > 0 ? Object.fromEntries(here) : { '': formSentence(failure) };
}
