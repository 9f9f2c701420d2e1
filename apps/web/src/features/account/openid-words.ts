/** What the way back from an OpenID provider may say (`/sign-in?openid=…`); `done` leads on before anybody reads it. */
const OPENID_PROBLEMS = {
  cancelled: (provider: string) => `You came back from ${provider} without signing in. Try again, or use another way in.`,
  failed: (provider: string) =>
    `${provider} did not tell us who you are. Try again; if it stays like this, use another way in and tell whoever runs this server.`,
  unverified: (provider: string) => `${provider} has not confirmed your e-mail address. Confirm it there first, then come back.`,
  taken: (provider: string) =>
    `There is an account here with your address at ${provider}, and nobody has confirmed that address yet. Choose a new password for it by mail (“Forgotten?”): that confirms it, and ${provider} works from then on.`,
  suspended: () => 'This account is suspended. Ask whoever runs this server.',
  closed: () => 'You have no account here yet, and new ones can’t be made just now.',
} as const;

export type OpenIdProblem = keyof typeof OPENID_PROBLEMS;

/** The problem a search value names; an unknown one is a plain failure. */
export function readOpenIdProblem(value: unknown): OpenIdProblem | undefined {
  if (value === undefined) return undefined;
  return isProblem(value) ? value : 'failed';
}

export function openIdSentence(problem: OpenIdProblem, provider = 'the other service'): string {
  const sentence = OPENID_PROBLEMS[problem](provider);
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function isProblem(value: unknown): value is OpenIdProblem {
  return typeof value === 'string' && Object.hasOwn(OPENID_PROBLEMS, value);
}
