type Detail = Readonly<Record<string, string | number | boolean>>;
/** What happened, as a sentence to the owner of the account, and short for a table. */
type Words = { told: (detail: Detail) => string; short: string };

const METHODS: Readonly<Record<string, string>> = {
  password: 'by password',
  passkey: 'by passkey',
  openid: 'through another provider',
};

function signedIn({ method, secondFactor }: Detail): string {
  const how = METHODS[String(method)];
  return `Signed in${how === undefined ? '' : ` ${how}`}${method === 'password' && secondFactor === true ? ' and second factor' : ''}.`;
}

function signedOut({ ended }: Detail): string {
  return typeof ended !== 'number'
    ? 'A device was signed out.'
    : `${ended} other ${ended === 1 ? 'device was' : 'devices were'} signed out.`;
}

const VISIBILITIES: Readonly<Record<string, string>> = {
  private: 'A trip was made private.',
  unlisted: 'A trip was opened to whoever has the link.',
  public: 'A trip was opened to everyone.',
};

/** Every act the log knows. */
const WORDS = {
  'account.registered': { told: () => 'The account was opened.', short: 'Account opened' },
  'account.email-verified': { told: () => 'The e-mail address was confirmed.', short: 'E-mail confirmed' },
  'account.email-changed': { told: () => 'The e-mail address was changed.', short: 'E-mail changed' },
  'account.password-changed': {
    told: () => 'The password was changed. Every other device was signed out.',
    short: 'Password changed',
  },
  'account.password-reset': { told: () => 'A new password was chosen by a mailed link.', short: 'Password reset by mail' },
  'account.updated': {
    told: ({ mails }: Detail) => (mails === undefined ? 'The profile was changed.' : 'Mails were turned off or on by a link in one.'),
    short: 'Profile changed',
  },
  'account.exported': { told: () => 'A copy of your data was made.', short: 'Data exported' },
  'account.deleted': { told: () => 'The account was deleted.', short: 'Account deleted' },
  'session.started': { told: signedIn, short: 'Signed in' },
  'session.ended': { told: signedOut, short: 'Signed out' },
  'session.reused-token': {
    told: () => 'A device was signed out, as a copy of its key had been used elsewhere.',
    short: 'Copied key used',
  },
  'session.proven-again': { told: () => 'You showed once more that it is you.', short: 'Identity shown again' },
  'sign-in.locked': {
    told: ({ secondFactor }: Detail) =>
      `${secondFactor === true ? 'The second step of signing in' : 'Sign-in by password'} was paused after too many wrong tries.`,
    short: 'Sign-in paused',
  },
  'factor.totp-added': { told: () => 'An authenticator app was set up.', short: 'Authenticator app set up' },
  'factor.totp-removed': { told: () => 'The authenticator app was removed.', short: 'Authenticator app removed' },
  'factor.passkey-added': { told: () => 'A passkey was added.', short: 'Passkey added' },
  'factor.passkey-removed': { told: () => 'A passkey was removed.', short: 'Passkey removed' },
  'factor.recovery-codes-renewed': { told: () => 'New recovery codes were made.', short: 'Recovery codes renewed' },
  'factor.recovery-code-used': { told: () => 'A recovery code was used.', short: 'Recovery code used' },
  'identity.linked': { told: () => 'Sign-in through another provider was linked.', short: 'Provider linked' },
  'identity.unlinked': { told: () => 'A provider may sign you in no more.', short: 'Provider unlinked' },
  'token.created': {
    told: ({ scopes }: Detail) => `An API token was made${typeof scopes === 'string' ? `, to ${scopes.split(' ').join(', ')}` : ''}.`,
    short: 'API token made',
  },
  'file.shared-set': {
    told: ({ shared }: Detail) =>
      shared === true ? 'A file was shared with everybody on its trip.' : 'A file was made yours alone again.',
    short: 'File shared or taken back',
  },
  'webhook.created': { told: () => 'A webhook was made, which is told of what happens to your trips.', short: 'Webhook made' },
  'webhook.changed': { told: () => 'A webhook’s address or secret was changed.', short: 'Webhook changed' },
  'webhook.removed': { told: () => 'A webhook was removed.', short: 'Webhook removed' },
  'flag.set': { told: () => 'You changed a flag.', short: 'Flag changed' },
  'flag.removed': { told: () => 'You removed a flag.', short: 'Flag removed' },
  'token.revoked': { told: () => 'An API token was revoked.', short: 'API token revoked' },
  'admin.backup-asked': { told: () => 'You had a backup made.', short: 'Backup asked for' },
  'admin.backup-verified': { told: () => 'You had a backup verified.', short: 'Backup verified' },
  'backup.restored': { told: () => 'The server was restored from a backup.', short: 'Restored from a backup' },
  'admin.alert-set': { told: () => 'An alert was made or changed.', short: 'Alert made or changed' },
  'admin.alert-removed': { told: () => 'An alert was removed.', short: 'Alert removed' },
  'admin.alert-silenced': { told: () => 'An alert was silenced, or tells again.', short: 'Alert silenced' },
  'admin.status-set': {
    told: ({ to }: Detail) => (to === 'suspended' ? 'The account was suspended.' : 'The account was let in again.'),
    short: 'Account suspended or let in',
  },
  'admin.role-set': {
    told: ({ from, to }: Detail) => `The role was changed from ${String(from)} to ${String(to)}.`,
    short: 'Role changed',
  },
  'admin.factors-removed': { told: () => 'An operator took every second factor off the account.', short: 'Second factors removed' },
  'admin.people-listed': { told: () => 'Accounts were listed.', short: 'Accounts listed' },
  'admin.person-read': { told: () => 'The account was looked at by the staff of this server.', short: 'Account looked at' },
  'admin.audit-verified': { told: () => 'The audit log was checked.', short: 'Audit log checked' },
  'admin.table-exported': { told: () => 'An administrator took a table of figures or records away as a file.', short: 'Table exported' },
  'keys.rotated': { told: () => 'The server’s keys were rotated.', short: 'Keys rotated' },
  'keys.forgotten': { told: () => 'A signing key was forgotten.', short: 'Key forgotten' },
  'admin.plan-hidden': { told: () => 'A plan was taken out of public view.', short: 'Plan hidden' },
  'admin.plan-restored': { told: () => 'A plan was put back into public view.', short: 'Plan restored' },
  'admin.reports-dismissed': { told: () => 'Reports of a plan were dismissed.', short: 'Reports dismissed' },
  'admin.job-retried': { told: () => 'A job that was given up was tried once more.', short: 'Job tried again' },
  'admin.job-cancelled': { told: () => 'A job was cancelled.', short: 'Job cancelled' },
  'admin.mails-retried': { told: () => 'Mails that were given up were tried again.', short: 'Mails tried again' },
  'admin.experiment-created': { told: () => 'An experiment was drafted.', short: 'Experiment drafted' },
  'admin.experiment-changed': { told: () => 'The draft of an experiment was changed.', short: 'Experiment changed' },
  'admin.experiment-started': { told: () => 'An experiment was started.', short: 'Experiment started' },
  'admin.experiment-stopped': { told: () => 'An experiment was stopped.', short: 'Experiment stopped' },
  'admin.audit-read': { told: () => 'The audit log was read.', short: 'Audit log read' },
  'plan.visibility-set': {
    told: ({ to }: Detail) => VISIBILITIES[String(to)] ?? 'It was changed who may see a trip.',
    short: 'Trip opened or closed',
  },
  'plan.link-created': {
    told: ({ role }: Detail) => `A link that ${role === 'editor' ? 'lets people change' : 'shows'} a trip was made.`,
    short: 'Trip link made',
  },
  'plan.link-revoked': { told: () => 'A link to a trip was revoked.', short: 'Trip link revoked' },
  'plan.member-invited': {
    told: ({ role }: Detail) => `Somebody was invited onto a trip as ${String(role)}.`,
    short: 'Invited onto a trip',
  },
  'plan.invitation-revoked': { told: () => 'An invitation onto a trip was withdrawn.', short: 'Invitation withdrawn' },
  'plan.member-joined': { told: ({ role }: Detail) => `You came onto a trip as ${String(role)}.`, short: 'Came onto a trip' },
  'plan.member-role-set': {
    told: ({ from, to }: Detail) => `On a trip of somebody else you are now ${String(to)}, no longer ${String(from)}.`,
    short: 'Role on a trip changed',
  },
  'plan.member-removed': { told: () => 'You were taken off a trip of somebody else.', short: 'Taken off a trip' },
  'plan.member-left': { told: () => 'You left a trip of somebody else.', short: 'Left a trip' },
  'billing.checkout-opened': { told: () => 'A page to pay for premium was opened.', short: 'Page to pay opened' },
  'billing.portal-opened': { told: () => 'The page of cards, invoices and ending was opened.', short: 'Payment portal opened' },
  'calendar.feed-created': {
    told: ({ all }: Detail) => `A calendar address was made, of ${all === true ? 'all your trips' : 'one trip'}.`,
    short: 'Calendar address made',
  },
  'calendar.feed-revoked': { told: () => 'A calendar address was revoked.', short: 'Calendar address revoked' },
} as const satisfies Readonly<Record<string, Words>>;
type AuditAction = keyof typeof WORDS;

function isKnown(action: string): action is AuditAction {
  return Object.hasOwn(WORDS, action);
}

export const AUDIT_ACTIONS: readonly AuditAction[] = Object.keys(WORDS).filter(isKnown);

/** A sentence to the owner. A word of a newer server is shown as it is. */
export function activityText(action: string, detail: Detail): string {
  if (!isKnown(action)) return action;
  const { told }: Words = WORDS[action];
  return told(detail);
}

/** The same in two or three words. */
export function actionName(action: string): string {
  return isKnown(action) ? WORDS[action].short : action;
}

/** The facts of an entry in one line: `from traveller, to admin`. */
export function detailText(detail: Detail): string {
  return Object.entries(detail)
    .map(
      ([key, value]) =>
        `${key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`)} ${value === true ? 'yes' : value === false ? 'no' : value}`,
    )
    .join(', ');
}
