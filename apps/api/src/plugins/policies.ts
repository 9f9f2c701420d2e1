import { createHash } from 'node:crypto';

type Directives = Readonly<Record<string, readonly string[]>>;

/** For answers that are no pages: nothing they hold may run, load or be framed. */
export const ANSWER_DIRECTIVES = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const satisfies Directives;

/** The same for files that people wrote: opened in a browser they have no origin, either. */
export const DOWNLOAD_POLICY = `${written(ANSWER_DIRECTIVES)}; sandbox`;

/** For a file of ours that brings one style sheet along: that one, to the letter, and nothing else. */
export function styledDownloadPolicy(style: string): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `${written({ ...ANSWER_DIRECTIVES, 'style-src': [`'sha256-${hash}'`] })}; sandbox`;
}

/** For a page of the server's own, without any script: its style, and the app's fonts and mark. */
export const REFERENCE_POLICY = written({
  ...ANSWER_DIRECTIVES,
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
});

/** The same for a page with a form, which goes to the server itself. */
export const FORM_POLICY = written({
  ...ANSWER_DIRECTIVES,
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'"],
  'form-action': ["'self'"],
});

/** Two years. No `preload`: whoever runs a server decides for themselves whether their domain goes into browsers' lists. */
export const TRANSPORT = { maxAge: 63_072_000, includeSubDomains: true } as const;

/** What an answer to a request that no hook saw (its address could not be read, it was no HTTP) still carries. */
export function bareHeaders({ secure }: { secure: boolean }): Readonly<Record<string, string>> {
  return {
    'content-security-policy': written(ANSWER_DIRECTIVES),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': `max-age=${TRANSPORT.maxAge}; includeSubDomains` } : {}),
  };
}

/** For the web app and all of its files (a worker lives by the policy of its own script). */
export function appPolicy({ secure }: { secure: boolean }): string {
  const policy = written({
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    // QR codes are drawn as `data:` pictures.
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    // Said outright, so that a looser `default-src` some day would not bring plug-ins back.
    'object-src': ["'none'"],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  });
  return secure ? `${policy}; upgrade-insecure-requests` : policy;
}

/** What no page of ours needs is off for it and for whatever gets into it; passkeys and copying a link are its own. */
export const PERMISSIONS = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'screen-wake-lock',
    'serial',
    'usb',
    'xr-spatial-tracking',
  ].map((feature) => `${feature}=()`),
  'clipboard-write=(self)',
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
].join(', ');

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
