import { toInstant, type AlertChannel, type AlertRule } from '@tripmaster/contracts';
import type { ToPeople } from '@tripmaster/rpc';
import { inWords, type AlertMessage } from './message.ts';

/** What a rule's channels need to be believed. */
export type Secrets = { webhook: string; token?: string | undefined };

/** Sends an alert to where the operator wants it. Rejects when it was not taken. */
export function channels({ toPeople, baseUrl }: { toPeople: ToPeople; baseUrl: string }) {
  const linkTo = ({ ruleId }: AlertMessage) => `${baseUrl}/admin/alerts?rule=${ruleId}`;

  async function post(url: string, headers: Record<string, string>, body: string): Promise<void> {
    const { status } = await toPeople.post(url, { headers, body });
    if (status < 200 || status >= 300) throw Object.assign(new Error('not taken'), { responseCode: status });
  }

  return {
    /** `id` is the same however often it is sent. */
    async send(channel: Exclude<AlertChannel, { kind: 'mail' }>, message: AlertMessage, secrets: Secrets, id: string): Promise<void> {
      const { title, text } = inWords(message);
      const link = linkTo(message);
      if (channel.kind === 'webhook') {
        const { kind, rule, ruleId, value } = message;
        const data = {
          alert: ruleId,
          name: rule.name,
          metric: rule.metric,
          threshold: rule.threshold,
          text,
          link,
          ...(value === undefined ? {} : { value }),
        };
        const body = JSON.stringify({ type: `alert.${kind}`, timestamp: toInstant(message.at), data });
        return post(channel.url, toPeople.signed(secrets.webhook, { id, at: message.at, body }), body);
      }
      // ntfy takes messages as JSON at its root, which carries any writing where headers do not.
      const topic = new URL(channel.url);
      const name = decodeURIComponent(topic.pathname.split('/').at(-1) ?? '');
      const root = new URL('.', topic).href;
      const priority = { fired: 4, over: 3, test: 3 }[message.kind];
      const body = JSON.stringify({ topic: name, title, message: text, priority, click: link });
      const token = secrets.token === undefined ? {} : { authorization: `Bearer ${secrets.token}` };
      return post(root, { 'content-type': 'application/json', ...token }, body);
    },
  };
}

export type Channels = ReturnType<typeof channels>;

/** Whether two channels lead to the same place. */
export function isSame(one: AlertChannel, other: AlertChannel): boolean {
  return one.kind === other.kind && (one.kind === 'mail' || other.kind === 'mail' || one.url === other.url);
}

/** Whether a rule tells by ntfy only where it did before: a token goes to no server that it was not given for. */
export function isTokenFor(rule: AlertRule, before: AlertRule): boolean {
  const known = new Set(ntfyServers(before));
  return ntfyServers(rule).every((server) => known.has(server));
}

function ntfyServers({ channels: all }: AlertRule): string[] {
  return all.flatMap((channel) => (channel.kind === 'ntfy' ? [new URL(channel.url).origin] : []));
}
