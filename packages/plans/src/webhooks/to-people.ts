import type { ToPeople } from '@tripmaster/rpc';
import { outgoing, type OutgoingSettings } from '../outgoing/outgoing.ts';
import { newWebhookSecret, signedHeaders } from './signature.ts';

/** What other features need to send signed messages to addresses that people name. */
export function toPeople(settings: OutgoingSettings): ToPeople {
  return { ...outgoing(settings), newSecret: newWebhookSecret, signed: signedHeaders };
}
