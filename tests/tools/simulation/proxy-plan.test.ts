import { describe, expect, it } from 'vitest';
import { DYNAMODB_FAULTS, fits, TRANSPORT_FAULTS } from '../../../simulation/proxy/faults.ts';
import { type PlanOptions, seededPlan } from '../../../simulation/proxy/plan.ts';
import { seededRandom } from '../../../simulation/random.ts';

const KINDS = [...TRANSPORT_FAULTS, ...DYNAMODB_FAULTS];

const CALLS = [
  { operation: 'Query', input: { IndexName: 'i' } },
  { operation: 'Query', input: {} },
  { operation: 'GetItem', input: {} },
  {
    operation: 'TransactWriteItems',
    input: { TransactItems: [{ Put: {} }, { Update: {} }, { Delete: {} }] },
  },
  { operation: 'TransactGetItems', input: { TransactItems: [{ Get: {} }] } },
  { operation: 'POST /v1/payments/payouts' },
];

const callAt = (number: number) => ({ number, operation: '', ...CALLS[number % CALLS.length] });

/** The faults of a plan in 6000 calls. */
function play(options: PlanOptions) {
  const faultFor = seededPlan(options);
  return Array.from({ length: 6000 }, (_, number) => ({
    call: callAt(number),
    fault: faultFor(callAt(number)),
  }));
}

describe('a seeded plan of faults', () => {
  it('is the same for the same seed, and differs for another', () => {
    const options = { seed: 7, rate: 0.3, kinds: KINDS };
    expect(play(options)).toStrictEqual(play(options));
    expect(play({ ...options, seed: 8 })).not.toStrictEqual(play(options));
  });

  it('disturbs its share of the calls', () => {
    const share = play({ seed: 7, rate: 0.3, kinds: KINDS }).filter(({ fault }) => fault).length / 6000;
    expect(Math.round(share * 10)).toBe(3);
    expect(play({ seed: 7, rate: 0, kinds: KINDS }).filter(({ fault }) => fault)).toStrictEqual([]);
    expect(play({ seed: 7, rate: 1, kinds: KINDS }).filter(({ fault }) => !fault)).toStrictEqual([]);
  });

  it('uses every kind of fault, and only kinds that fit the call', () => {
    const played = play({ seed: 7, rate: 1, kinds: KINDS });
    expect(new Set(played.map(({ fault }) => fault?.kind))).toStrictEqual(new Set(KINDS));
    expect(played.filter(({ call, fault }) => fault && !fits(fault.kind, call))).toStrictEqual([]);
  });

  it('does not disturb a call that no kind fits', () => {
    const disturbed = play({ seed: 7, rate: 1, kinds: ['stale'] }).filter(({ fault }) => fault);
    expect(disturbed).toHaveLength(1000);
    expect(disturbed[0]).toStrictEqual({ call: callAt(0), fault: { kind: 'stale' } });
  });

  it('chooses an item of the transaction, a time and a length', () => {
    const faults = play({ seed: 7, rate: 1, kinds: ['conflict', 'short_page'] }).map(({ fault }) => fault);
    const items = faults.flatMap((fault) => fault?.item ?? []);
    const limits = faults.flatMap((fault) => fault?.limit ?? []);
    expect(new Set(items)).toStrictEqual(new Set([0, 1, 2]));
    expect(new Set(limits)).toStrictEqual(new Set([1, 2, 3]));
    const delays = play({ seed: 7, rate: 1, kinds: ['delay'] }).map(({ fault }) => fault?.ms ?? 0);
    expect([Math.min(...delays), Math.max(...delays)]).toStrictEqual([1, 50]);
  });
});

describe('fits', () => {
  it.each([
    ['Query on an index', 0, ['throttled', 'unavailable', 'stale', 'short_page']],
    ['Query on a table', 1, ['throttled', 'unavailable', 'short_page']],
    ['GetItem', 2, ['throttled', 'unavailable']],
    ['TransactWriteItems', 3, ['conflict', 'throttled', 'unavailable']],
    ['TransactGetItems', 4, ['conflict', 'throttled', 'unavailable']],
    ['call of another API', 5, []],
  ] as const)('knows the faults that fit a %s', (_name, index, kinds) => {
    expect(KINDS.filter((kind) => fits(kind, callAt(index)))).toStrictEqual([...TRANSPORT_FAULTS, ...kinds]);
  });
});

describe('seededRandom', () => {
  it('is mulberry32', () => {
    const random = seededRandom(1);
    expect(Array.from({ length: 3 }, () => random.next() * 2 ** 32)).toStrictEqual([
      2693262067, 11749833, 2265367787,
    ]);
  });

  it('draws whole numbers below a limit, and members of a list', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 200 }, () => random.int(3));
    expect(new Set(drawn)).toStrictEqual(new Set([0, 1, 2]));
    const picked = Array.from({ length: 200 }, () => random.pick(['a', 'b']));
    expect(new Set(picked)).toStrictEqual(new Set(['a', 'b']));
    expect(() => random.pick([])).toThrow('There is nothing to pick from.');
  });
});
