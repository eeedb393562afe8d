import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { contextOf } from '../testing/call.ts';
import { type Operation, WORKERS, type Worker } from './operations.ts';
import type { Random } from './random.ts';
import type { System } from './system.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/**
 * As many as `deploy/streams.ts` has Lambda hand over at once, and as often as it has a record tried again.
 */
const BATCH = 10;
const TRIES = 6;

/** What comes back later than the daily sync looks, which is 35 days, is a person's. */
const REVERSED_MS_MAX = 25 * 24 * 60 * 60 * 1000;

/** A record that comes again, and how often it has come. */
interface Delivery {
  record: DynamoDBRecord;
  tries: number;
}

type Consumer = (
  event: DynamoDBStreamEvent,
  context: ReturnType<typeof contextOf>,
) => Promise<DynamoDBBatchResponse>;

/**
 * What runs by itself, as Lambda and PayPal run it: in order or not, once or twice, and again after a
 * failure.
 */
export interface Workers {
  run(kind: Worker, random: Random): Promise<void>;
  /** Whether no record of the stream waits for another try. */
  hasReadStream(): boolean;
  /** Whether no record and no event does. */
  isIdle(): boolean;
  /** The payouts with a record that failed too often, and waits for an operator as a dead letter. */
  givenUp: ReadonlySet<string>;
  /** Forgets the records that wait, as a new stream does. */
  forget(): void;
  /** An operator has the records that failed too often handed over again. */
  redrive(): void;
  /** The answers to webhooks that no fault of PayPal's excuses, since the last time. */
  takeAnswers: Webhooks['takeAnswers'];
}

/** Whether an operation is one that runs by itself. */
export function isWorker(operation: Operation): operation is Operation & { kind: Worker } {
  return WORKERS.some((kind) => kind === operation.kind);
}

export function createWorkers(system: System): Workers {
  const { paypals, stream } = system;
  const givenUp = new Set<string>();
  const dead: Delivery[] = [];
  const waiting = { send: [] as Delivery[], notify: [] as Delivery[] };
  const webhooks = createWebhooks(system);
  let reading = Promise.resolve();

  /** Lambda has one reader of a shard at a time. The sweep runs beside it. */
  async function deliver(random: Random): Promise<void> {
    reading = reading.catch(() => {}).then(() => deliverAll(random));
    await Promise.all([reading, system.sweep({}, contextOf({ remainingMs: 300_000 }))]);
  }

  /** It polls until the stream is empty. */
  async function deliverAll(random: Random): Promise<void> {
    let records: DynamoDBRecord[];
    do {
      records = await stream.take(BATCH);
      await handOver(records, random);
    } while (records.length === BATCH);
  }

  async function handOver(records: DynamoDBRecord[], random: Random): Promise<void> {
    const fresh = records.map((record) => ({ record, tries: 0 }));
    // Now and then Lambda hands over a batch twice.
    const batch = random.next() < 0.1 ? [...fresh, ...fresh] : fresh;
    waiting.send = await consume(
      system.handlers.send,
      [...waiting.send, ...batch.filter(isStartOfPaypal)],
      givenUp,
    );
    waiting.notify = await consume(system.handlers.notify, [...waiting.notify, ...batch], givenUp, dead);
  }

  function reverse(random: Random): Promise<void> {
    const { simulator } = random.pick(paypals);
    const paid = simulator
      .batches()
      .flatMap(({ items }) => items)
      .filter(({ transaction_status, time_processed = '' }) => {
        const ageMs = system.clock.ms - Date.parse(time_processed);
        return transaction_status === 'SUCCESS' && ageMs < REVERSED_MS_MAX;
      });
    if (paid.length === 0) return Promise.resolve();
    const { payout_item_id } = random.pick(paid);
    return random.next() < 0.5 ? simulator.reverse(payout_item_id) : simulator.refund(payout_item_id);
  }

  const hasReadStream = () => waiting.send.length + waiting.notify.length === 0;

  const runs: Record<Worker, (random: Random) => Promise<unknown>> = {
    release: () => system.handlers.release({}, contextOf({ remainingMs: 55_000 })),
    deliver,
    webhooks: webhooks.deliver,
    settle: () => Promise.all(paypals.map(({ simulator }) => simulator.settle())),
    reverse,
    sync: () => system.handlers.sync({ scope: 'processing' }, contextOf({ remainingMs: 300_000 })),
    open: () => system.open({}, contextOf({ remainingMs: 900_000 })),
    // The step itself sets up the other account, before anything else happens in it.
    'change-paypal': () => Promise.resolve(),
    'continue-runs': () => system.handlers.continueRuns({}, contextOf({ remainingMs: 55_000 })),
    'daily-sync': () => system.handlers.sync({ scope: 'completed' }, contextOf({ remainingMs: 300_000 })),
  };

  return {
    // What a worker throws, Lambda counts, and runs it again.
    run: (kind, random) =>
      runs[kind](random).then(
        () => {},
        () => {},
      ),
    givenUp,
    forget() {
      dead.length = 0;
      waiting.send = [];
      waiting.notify = [];
    },
    redrive() {
      waiting.notify.push(...dead.splice(0).map(({ record }) => ({ record, tries: 0 })));
    },
    hasReadStream,
    isIdle: () => hasReadStream() && webhooks.isIdle(),
    takeAnswers: webhooks.takeAnswers,
  };
}

/** Hands records over, and keeps those that failed, until they have failed too often. */
async function consume(
  consumer: Consumer,
  deliveries: Delivery[],
  givenUp: Set<string>,
  dead: Delivery[] = [],
): Promise<Delivery[]> {
  if (deliveries.length === 0) return [];
  const Records = deliveries.map(({ record }) => record);
  const { batchItemFailures } = await consumer({ Records }, contextOf({ remainingMs: 60_000 }));
  const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  const again = deliveries
    .filter(({ record }) => failed.has(record.dynamodb?.SequenceNumber ?? ''))
    .map(({ record, tries }) => ({ record, tries: tries + 1 }));
  for (const { record, tries } of again) {
    if (tries >= TRIES) givenUp.add(record.dynamodb?.Keys?.payout_id?.S ?? '');
  }
  dead.push(...again.filter(({ tries }) => tries >= TRIES));
  return again.filter(({ tries }) => tries < TRIES);
}

/** The filter of `serverless.ts`, by which Lambda calls the sender for a start of a PayPal payout only. */
function isStartOfPaypal({ record: { eventName, dynamodb } }: Delivery): boolean {
  const { OldImage, NewImage } = dynamodb ?? {};
  const isStart = OldImage?.status?.S === 'pending' && NewImage?.status?.S === 'processing';
  return eventName === 'MODIFY' && isStart && NewImage?.rail?.S === 'paypal';
}
