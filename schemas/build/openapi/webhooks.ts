import { BODY_BYTES_MAX } from '../../../libs/http/body.ts';
import type { EndpointRecord } from '../../../libs/http/route.ts';
import { type AnswerSources, answersOf } from './answers.ts';
import type { Json } from './json.ts';
import type { RequestSchemas } from './request-schemas.ts';

/** Who delivers, how a delivery is signed, and what it says. */
export interface Delivery {
  name: string;
  description: string;
  headers: Record<string, string>;
  event: Json;
  example: Json;
}

interface WebhookSources extends AnswerSources {
  requests: RequestSchemas;
}

const PAYPAL_EVENT = {
  id: 'WH-2JR32606CG0032609-5YU04268F1040593C',
  event_type: 'PAYMENT.PAYOUTS-ITEM.SUCCEEDED',
  resource: {
    payout_item_id: '8AELMXH8UB2P8',
    payout_item: { sender_item_id: '6783b139-524d-540a-83be-9c36db0501f1' },
  },
};

/** What comes in, by the name of the function that receives it. */
export const deliveries = (paypalEvent: Json, zelleEvent: Json): Record<string, Delivery> => ({
  paypalWebhook: {
    name: 'paypal',
    description:
      'PayPal tells what became of an item or a batch. An event only points at it: the service asks PayPal for its state, and that is what counts.',
    headers: {
      'PAYPAL-TRANSMISSION-ID': 'The id of the transmission.',
      'PAYPAL-TRANSMISSION-TIME': 'When it was signed: at most seven days ago, and not in the future.',
      'PAYPAL-CERT-URL': "The address of the certificate, at one of PayPal's own hosts.",
      'PAYPAL-AUTH-ALGO': 'The algorithm: SHA256withRSA.',
      'PAYPAL-TRANSMISSION-SIG':
        'The signature, over the transmission id, its time, the id of the webhook and the CRC32 of the body.',
    },
    event: paypalEvent,
    example: PAYPAL_EVENT,
  },
  zelleWebhook: {
    name: 'bank-partner',
    description:
      'The bank partner tells how a Zelle payout ended. The same delivery may come again, and is followed once.',
    headers: {
      'webhook-id': 'The id of the delivery. The same delivery has the same id when it comes again.',
      'webhook-timestamp': 'When it was signed, in seconds since 1970: at most five minutes ago or ahead.',
      'webhook-signature':
        'The signature of [Standard Webhooks](https://www.standardwebhooks.com): HMAC-SHA256 over id, time and body.',
    },
    event: zelleEvent,
    example: {
      type: 'payout.completed',
      data: { payout_id: '6783b139-524d-540a-83be-9c36db0501f1', transaction_id: 'ZELLE-0042' },
    },
  },
});

/** One signed delivery, and how it is answered. */
export function webhookOf(route: EndpointRecord, delivery: Delivery, sources: WebhookSources): Json {
  const { description, headers, event, example } = delivery;
  const limit = `A delivery has at most ${(route.bodyLimit ?? BODY_BYTES_MAX) / 1024} KiB.`;
  return {
    post: {
      operationId: route.name,
      summary: route.summary,
      description: `${description} It is sent to \`${route.method} ${route.path}\`. ${limit}`,
      // By its signature, which is in headers, and not by a token.
      security: [],
      parameters: Object.entries(headers).map(([name, text]) => ({
        name,
        in: 'header',
        required: true,
        description: text,
        schema: { type: 'string' },
      })),
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: sources.requests.of(event, { part: 'event', suffix: 'Event' }),
            example,
          },
        },
      },
      responses: answersOf(route, sources),
    },
  };
}
