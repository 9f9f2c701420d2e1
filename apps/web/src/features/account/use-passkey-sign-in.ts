import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import type { SignedIn } from '../../lib/api-types.ts';
import { type Failure, readFailure } from '../../lib/failure.ts';
import { pickPasskey } from '../../lib/passkeys.ts';
import { formSentence } from '../../ui/states.tsx';

/** Signs in by passkey: by itself, or as the second factor of `challenge`. */
export function usePasskeySignIn({
  challenge,
  remember,
  onSignedIn,
  onFailure,
}: {
  challenge?: string;
  remember?: boolean;
  onSignedIn: (answer: SignedIn) => void;
  onFailure?: (failure: Failure) => void;
}) {
  const request = useMutation({
    mutationFn: async () => {
      const options = await api.auth.passkey.loginOptions.mutate(challenge === undefined ? {} : { challenge });
      const response = await pickPasskey(options);
      return api.auth.passkey.login.mutate({ response, ...(remember !== undefined && { remember }) });
    },
    onSuccess: onSignedIn,
    onError: (error) => onFailure?.(readFailure(error)),
  });
  return {
    start: () => request.mutate(),
    busy: request.isPending,
    problem: request.isError ? problemOf(readFailure(request.error)) : undefined,
  };
}

function problemOf(failure: Failure): string | undefined {
  if (failure.code === 'aborted') return undefined;
  // Where there is no password, "E-mail and password don't match" says nothing.
  if (failure.code === 'wrong-credentials') return 'The account of this passkey can’t be used. Ask whoever runs this server.';
  if (failure.code === 'challenge-over') return 'This took too long. Try again.';
  return formSentence(failure);
}
