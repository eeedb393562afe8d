import { describe, expect, it } from 'vitest';
import { claimDigest } from '../../../libs/store/digests.ts';
import { claimSweep } from '../../../libs/store/sweeps.ts';
import { call } from '../../../testing/call.ts';
import { keepingSent, type Sent } from '../../../testing/client.ts';
import {
  ADMIN_ENDPOINTS,
  AFFILIATE_ENDPOINTS,
  allowedTo,
  askedOf,
  type Endpoint,
} from '../../../testing/endpoints.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { NOW } from '../../../testing/world.ts';

/*
 * The embedded database has one copy of everything, no index that is behind, and no limit on what it does:
 * what must hold on AWS is asserted on what is sent.
 */

const world = useWorld();

interface Keys {
  ConsistentRead?: boolean;
}

/** What is wrong with a request on AWS, where reads may be old unless they say otherwise. */
const FAULTS: Record<string, (input: Record<string, unknown>) => string[]> = {
  // The state that a decision follows, or that a caller has just written.
  GetItem: ({ ConsistentRead }) => (ConsistentRead === true ? [] : ['may be old']),
  // An index cannot be read consistently: AWS refuses that.
  Query: ({ IndexName, ConsistentRead }) => [
    ...(IndexName === undefined ? ['reads the table'] : []),
    ...(ConsistentRead === undefined ? [] : ['reads an index consistently']),
  ],
  BatchGetItem: ({ RequestItems }) =>
    Object.entries(RequestItems as Record<string, Keys>).flatMap(([table, { ConsistentRead = false }]) =>
      ConsistentRead === ['commercive_payouts', 'commercive_payout_runs'].includes(table)
        ? []
        : [`${table}: ConsistentRead is ${ConsistentRead}`],
    ),
  TransactWriteItems: ({ ClientRequestToken, TransactItems }) => [
    ...(typeof ClientRequestToken === 'string' ? [] : ['has no token']),
    ...(TransactItems as Record<string, { ReturnValuesOnConditionCheckFailure?: string }>[]).flatMap((item) =>
      Object.entries(item).flatMap(([action, { ReturnValuesOnConditionCheckFailure: returned }]) =>
        returned === 'ALL_OLD' ? [] : [`${action} does not explain itself`],
      ),
    ),
  ],
};

function faultsOf(sent: Sent[]): string[] {
  const faults = sent.flatMap(({ operation, input }) => {
    const judge = FAULTS[operation];
    return judge ? judge(input).map((fault) => `${operation} ${fault}`) : [`${operation} is sent`];
  });
  const tokens = sent.flatMap(({ input }) => input.ClientRequestToken ?? []);
  return new Set(tokens).size === tokens.length ? faults : [...faults, 'two transactions have one token'];
}

const sentTo = async (endpoint: Endpoint): Promise<Sent[]> => {
  const asked = await askedOf(world, endpoint);
  const { store, sent } = keepingSent(world);
  const answer = await call(endpoint.build({ ...world, store }), allowedTo(endpoint, asked));
  expect(answer.status, answer.text).toBeLessThan(300);
  return sent;
};

describe('what is sent to the database', () => {
  it.each([...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS])(
    'reads consistently what decides, an index as it is, and writes in transactions that have a token: $name',
    async (endpoint) => {
      const sent = await sentTo(endpoint);
      expect(sent.length).toBeGreaterThan(0);
      expect(faultsOf(sent)).toStrictEqual([]);
    },
  );

  it('does so for the marks of a digest and of a sweep', async () => {
    const { store, sent } = keepingSent(world);
    const run = { id: 'run', now: NOW };
    await claimDigest(store, run);
    await claimSweep(store, run, NOW);
    expect(sent.map(({ operation }) => operation)).toContain('GetItem');
    expect(faultsOf(sent)).toStrictEqual([]);
  });
});
