import type { Certificate, Signer, WebhookHeaders } from './certificate.ts';
import type { Webhook } from './delivery.ts';
import type { ItemStatus } from './fates.ts';
import type { Fault } from './faults.ts';
import type { PostLimit } from './post-limit.ts';
import type { BatchView } from './views.ts';

/** How a simulator is to behave. */
export interface SimulatorOptions {
  /** The port on 127.0.0.1; 0 takes any that is free. */
  port: number;
  /** Where events are posted; without it they are only kept in `webhooks`. */
  webhookUrl?: string;
  webhookId: string;
  clientId: string;
  clientSecret: string;
  /** How long until an item moves on, 2000 by default; 0 means only when told to. */
  delayMs?: number;
  /** The clock of the 30 days, of tokens and of all times shown; by default, the real one. */
  now?: () => number;
  /** What events are signed with; by default, one is made at the start, which takes a moment. */
  certificate?: Certificate;
  /** The waits before the redeliveries of an event; after the last one it is given up. */
  redeliverAfterMs?: number[];
}

/** A call that PayPal got, as the log keeps it: without credentials. */
export interface Call {
  on: 'token' | 'create' | 'batch' | 'item' | 'cancel' | 'certificate' | 'other';
  method: string;
  path: string;
  /** What a create call asked for. */
  body?: unknown;
  /** The kind of the fault that disturbed it. */
  fault?: string;
  /** What it was answered; nothing if no answer was sent, or not yet. */
  status?: number;
}

/** Money that reached a receiver; the status tells whether it is still there (SUCCESS) or came back. */
export interface Payment {
  payout_item_id: string;
  sender_item_id: string | undefined;
  receiver: string;
  value: string;
  currency: string;
  status: ItemStatus;
}

/** What can be different about an item from what was asked for. */
export interface Alteration {
  receiver?: string;
  value?: string;
  currency?: string;
}

/** A running simulator. */
export interface Simulator {
  /** Its base URL, without a slash at the end. */
  url: string;
  certificate: Certificate;
  /** What its events are signed with, for `signWebhook`. */
  signer: Signer;
  /** All calls of PayPal's API and of the certificate, oldest first. */
  calls: Call[];
  /** All events, oldest first, also those that were not delivered. */
  webhooks: Webhook[];
  /** Each item that was ever paid, once for each time that it was. */
  payments(): Payment[];
  /** All batches, as GET shows them. */
  batches(): BatchView[];
  /** Queues faults; those of one call happen in the order in which they were planned. */
  plan(...faults: Fault[]): void;
  /** Forgets all faults that are still to come, and delivers events that wait to be reordered. */
  clearFaults(): void;
  /**
   * Moves every pending item to its fate, and waits for the events. What is to come back does so one settle
   * later.
   */
  settle(): Promise<void>;
  /** Waits until each event that is under way was accepted or given up. */
  delivered(): Promise<void>;
  /**
   * Puts an item into any state, with its event, and waits for that.
   * @throws Error if there is no such item
   */
  move(itemId: string, status: ItemStatus): Promise<void>;
  /** As the receiver: gives the money back. @throws Error unless the item is SUCCESS */
  refund(itemId: string): Promise<void>;
  /**
   * As PayPal: takes the money back, for which there is no event.
   * @throws Error unless the item is SUCCESS
   */
  reverse(itemId: string): Promise<void>;
  /**
   * Makes PayPal say something else about an item than what was asked for.
   * @throws Error if there is none
   */
  alter(itemId: string, alteration: Alteration): void;
  /** Takes only so many posts of payouts from now on; without a limit, all. */
  limitPosts(limit?: PostLimit): void;
  /** Makes all tokens worthless. */
  expireTokens(): void;
  /** Signs a body as this simulator signs its events. */
  sign(body: string | Uint8Array): WebhookHeaders;
  /** Stops at once; calls under way are cut off. */
  close(): Promise<void>;
}
