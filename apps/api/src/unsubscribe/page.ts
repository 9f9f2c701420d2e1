import type { Notifications } from '@tripmaster/contracts';
import { html, type Html } from '../reference/html.ts';

/** When mails of a kind come, after “We write to you”. */
const WHEN: Readonly<Record<keyof Notifications, string>> = {
  planReady: 'when a plan that took long is ready',
  planShared: 'when somebody shares a trip with you, or asks you along',
  tripReminders: 'a week and a day before a trip begins',
  digest: 'once a week about this server',
  alerts: 'when something on this server needs looking after',
};

type Page = { token: string; kind: keyof Notifications; isOff: boolean; /** Whether a button was pressed for it. */ changed: boolean };

/** The page of a link that turns mails off; it needs no script, and says nothing of whose mails they are. */
export function unsubscribePage({ token, kind, isOff, changed }: Page): string {
  const title = isOff ? 'These mails are off' : changed ? 'These mails are on again' : 'Turn these mails off?';
  const sentence = isOff ? `We no longer write to you ${WHEN[kind]}.` : `We write to you ${WHEN[kind]}.`;
  const action = `/unsubscribe/${token}${isOff ? '/undo' : ''}`;
  return page(
    title,
    html`<p class="lead">${sentence}</p>
      <form method="post" action="${action}">
        <button class="${isOff ? 'second' : 'first'}">${isOff ? 'Turn them on again' : 'Turn them off'}</button>
      </form>
      <p class="small">Mails about the security of an account always come. <a href="/account/notifications">All your notifications</a></p>`,
  );
}

/** The page of a link that was not made here. */
export function foreignPage(): string {
  return page(
    'This link is not one of ours',
    html`<p class="lead">It may have been cut off on its way. Copy it from the mail once more.</p>
      <p class="small">
        You can also say which mails you want where you are signed in: <a href="/account/notifications">your notifications</a>.
      </p>`,
  );
}

function page(title: string, content: Html): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}: TripMaster AI</title>
        <link rel="stylesheet" href="/unsubscribe.css" />
        <link rel="icon" href="/favicon.svg" />
      </head>
      <body>
        <header class="cover">
          <p class="brand"><a href="/">TripMaster AI</a></p>
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `.text;
}
