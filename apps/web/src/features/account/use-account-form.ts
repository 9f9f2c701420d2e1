import type { User } from '@tripmaster/contracts';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { SignedIn } from '../../lib/api-types.ts';
import { fieldErrors, readFailure } from '../../lib/failure.ts';
import { signedInAs } from '../../lib/session.ts';
import { useFocusInvalid } from '../../lib/use-focus-invalid.ts';
import { formSentence } from '../../ui/states.tsx';

/** What a form of this folder answers when nobody is signed in by it yet. */
type Answer = SignedIn | { status: string };

function isSignedIn(answer: Answer): answer is SignedIn {
  return answer.status === 'signed-in';
}

/**
 * Sends an account form: on success (the client keeps the session) the person goes on to `next`; refusals come
 * back by field, those of no field under `''`. `onOther` hears of any other outcome.
 */
export function useAccountForm<Input>({
  send,
  check,
  next,
  onOther,
}: {
  send: (input: Input) => Promise<Answer>;
  check: (input: Input) => Record<string, string>;
  next: string | undefined;
  onOther: (status: string) => void;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refusals, setRefusals] = useState(0);
  useFocusInvalid(form, refusals);

  function show(found: Record<string, string>): void {
    setErrors(found);
    setRefusals((count) => count + 1);
  }

  function enter(user: User): void {
    signedInAs(user);
    router.history.push(next ?? '/plans');
  }

  const request = useMutation<Answer, Error, Input>({
    mutationFn: send,
    onSuccess: (answer) => {
      if (isSignedIn(answer)) enter(answer.user);
      else onOther(answer.status);
    },
    onError: (error) => {
      const failure = readFailure(error);
      const byField = fieldErrors(failure.fields);
      if (failure.code === 'wrong-credentials') show({ password: failure.message });
      else if (failure.code === 'email-taken') show({ email: failure.message });
      else show(Object.keys(byField).length > 0 ? byField : { '': formSentence(failure) });
    },
  });

  return {
    form,
    errors,
    busy: request.isPending,
    /** Takes back the errors of the fields that are being mended. */
    touched: (...fields: string[]) =>
      setErrors((before) => Object.fromEntries(Object.entries(before).filter(([field]) => field !== '' && !fields.includes(field)))),
    submit: (input: Input) => {
      const found = check(input);
      if (Object.keys(found).length > 0) show(found);
      else {
        setErrors({});
        request.mutate(input);
      }
    },
  };
}
