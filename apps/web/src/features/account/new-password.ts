import { useQuery } from '@tanstack/react-query';
import { queries } from '../../lib/queries.ts';

/** The server's own default, until it has said what its operator asks for. */
const USUAL_MINIMUM = 12;

/** How long a new password has to be on this server, in words and as a check before it is sent. */
export function useNewPassword() {
  const shortest = useQuery(queries.signInSettings()).data?.passwordMinLength ?? USUAL_MINIMUM;
  return {
    hint: `At least ${shortest} characters; a few words in a row are good. Any characters, spaces too.`,
    fault(password: string): string | undefined {
      const { length } = Array.from(password);
      if (length >= shortest) return undefined;
      return length === 0 ? 'Choose a password.' : `This has ${length} of at least ${shortest} characters.`;
    },
  };
}
