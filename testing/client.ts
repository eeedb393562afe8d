import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type { BatchGetCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../libs/store/engine/client.ts';
import { openStore } from '../libs/store/engine/client.ts';
import type { World } from './world.ts';

type Send = (args: { input: object }) => Promise<{ output: unknown; response: unknown }>;
/** What happens to a call: it sends it, or does not. */
export type Interposed = (name: string, send: () => ReturnType<Send>, input: object) => ReturnType<Send>;

/**
 * A client on the same database with a hook before each call. The embedded engine never conflicts, throttles
 * or loses an answer, so that is simulated here, in the SDK client.
 */
export function withClient({ settings }: World, interpose: Interposed): Store {
  const store = openStore(settings.store);
  for (const client of [store.db, store.writer]) {
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) =>
          interpose(commandName ?? '', () => next(args as never) as never, args.input) as never,
      { step: 'initialize', name: 'interpose', priority: 'low' },
    );
  }
  return store;
}

/** A store that records the name of every command it sends, in order. */
export function recording(world: World): { store: Store; sent: string[] } {
  const sent: string[] = [];
  const store = withClient(world, (name, send) => {
    sent.push(name);
    return send();
  });
  return { store, sent };
}

/** The error of AWS for a transaction that was cancelled for these reasons. Nothing was written. */
export function cancelled(...codes: string[]): TransactionCanceledException {
  return new TransactionCanceledException({
    message: 'Transaction cancelled, please refer cancellation reasons for specific reasons',
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: { httpStatusCode: 400 },
  });
}

/** The error of the SDK after a timeout. The call may have been carried out. */
export function lost(): Error {
  return Object.assign(new Error('socket hang up'), { name: 'TimeoutError', $metadata: {} });
}

/** A request as it is sent to the database: after the SDK has completed it. */
export interface Sent {
  operation: string;
  input: Record<string, unknown>;
}

/** A store that keeps every request that it sends, in order. */
export function keepingSent({ settings }: World): { store: Store; sent: Sent[] } {
  const sent: Sent[] = [];
  const store = openStore(settings.store);
  for (const client of [store.db, store.writer]) {
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers, body } = args.request as { headers: Record<string, string>; body: string };
        const [, operation = ''] = headers['x-amz-target']?.split('.') ?? [];
        sent.push({ operation, input: JSON.parse(body) });
        return next(args);
      },
      { step: 'build', name: 'keepSent' },
    );
  }
  return { store, sent };
}

/**
 * A store whose queries and scans end after one item, and whose batches read half of what is left, as those
 * of AWS end after 1 MB or 16 MB. What a filter leaves out counts, so a page can be empty and not the last:
 * `emptied` says how many were.
 */
export function inSmallPages(world: World): { store: Store; emptied: () => number } {
  let emptied = 0;
  const store = withClient(world, async (name, send, input) => {
    if (name === 'BatchGetItemCommand') return sendHalf(send, input as BatchGetCommandInput);
    if (name !== 'QueryCommand' && name !== 'ScanCommand') return send();
    Object.assign(input, { Limit: 1 });
    const answer = await send();
    const { Items = [], LastEvaluatedKey } = answer.output as {
      Items?: unknown[];
      LastEvaluatedKey?: object;
    };
    if (Items.length === 0 && LastEvaluatedKey) emptied++;
    return answer;
  });
  return { store, emptied: () => emptied };
}

/** Reads half of the keys of each table, and leaves the others unprocessed. */
async function sendHalf(send: () => ReturnType<Send>, input: BatchGetCommandInput): ReturnType<Send> {
  const requests = Object.entries(input.RequestItems ?? {});
  const withKeys = (choose: <Key>(keys: Key[], half: number) => Key[]) =>
    Object.fromEntries(
      requests.flatMap(([table, { Keys = [], ...rest }]) => {
        const keys = choose(Keys, Math.ceil(Keys.length / 2));
        return keys.length > 0 ? [[table, { ...rest, Keys: keys }]] : [];
      }),
    );
  Object.assign(input, { RequestItems: withKeys((keys, half) => keys.slice(0, half)) });
  const answer = await send();
  Object.assign(answer.output as object, { UnprocessedKeys: withKeys((keys, half) => keys.slice(half)) });
  return answer;
}
