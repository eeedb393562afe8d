import fc, { type Arbitrary } from 'fast-check';
import type { RunForm } from '../../../../libs/payouts/runs/run.ts';

/** So many payouts there are, of so many affiliates in turn. */
export const PAYOUTS = 7;
export const AFFILIATES = 2;

/** How a process dies at work: after so many writes, and perhaps with one more carried out. */
export interface Death {
  writes: number;
  isCarriedOut: boolean;
}

/** How a line of results names its payout. */
type Naming = 'id' | 'payout_id' | 'receiver';

export interface ResultLine {
  payout: number;
  by: Naming;
  status: 'completed' | 'failed' | 'returned';
  word: 'T-1' | 'T-2';
}

/** One thing that someone does. A payout is named by its place, a run by how late it was made. */
export type Operation = { dies?: Death | undefined } & (
  | { does: 'create'; form: RunForm; payouts: number[] }
  | { does: 'create all'; form: RunForm; affiliate: number }
  | { does: 'confirm'; run: number; isRightHash: boolean; override: boolean }
  | { does: 'work' }
  | { does: 'import'; run: number; lines: ResultLine[] }
  | { does: 'process'; payout: number; action: 'start' | 'complete' | 'fail' | 'return' }
  | { does: 'process all'; payouts: number[]; action: 'start' | 'complete' | 'fail' }
  | { does: 'cancel'; payout: number }
  | { does: 'stream'; payouts: number[] }
  | { does: 'sync'; scope: 'processing' | 'completed' }
  | { does: 'settle' }
  | { does: 'event'; event: number }
  | { does: 'put back'; payout: number }
  | { does: 'account'; affiliate: number; status: 'active' | 'closed' }
);

/** What is done at once, in which order the calls of it happen, and how much time passes after it. */
export interface Step {
  atOnce: Operation[];
  order: number;
  minutes: number;
}

const payout = fc.nat(PAYOUTS - 1);
const affiliate = fc.nat(AFFILIATES - 1);
const payouts = fc.shuffledSubarray(
  Array.from({ length: PAYOUTS }, (_, index) => index),
  { minLength: 1 },
);
/** Mostly one of the last two. */
const run = fc.oneof({ weight: 4, arbitrary: fc.nat(1) }, { weight: 1, arbitrary: fc.nat(9) });
const form = fc.constantFrom<RunForm>('paypal', 'paypal_csv', 'paypal_csv', 'zelle_csv');
const mostly = fc.nat(7).map((number) => number > 0);

/** Most processes live. */
const dies: Arbitrary<Death | undefined> = fc.option(
  fc.record({ writes: fc.nat(6), isCarriedOut: fc.boolean() }),
  { freq: 3, nil: undefined },
);

const line: Arbitrary<ResultLine> = fc.record({
  payout,
  by: fc.constantFrom<Naming>('id', 'payout_id', 'receiver'),
  status: fc.constantFrom('completed', 'completed', 'failed', 'returned'),
  word: fc.constantFrom('T-1', 'T-2'),
});

const does = <Name extends Operation['does']>(name: Name) => fc.constant(name);

const operation: Arbitrary<Operation> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: does('create'), form, payouts, dies }) },
  { weight: 2, arbitrary: fc.record({ does: does('create all'), form, affiliate }) },
  {
    weight: 9,
    arbitrary: fc.record({ does: does('confirm'), run, isRightHash: mostly, override: fc.boolean(), dies }),
  },
  { weight: 3, arbitrary: fc.record({ does: does('work'), dies }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: does('import'), run, lines: fc.array(line, { minLength: 1 }), dies }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: does('process'),
      payout,
      action: fc.constantFrom('start', 'start', 'complete', 'fail', 'return'),
      dies,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: does('process all'),
      payouts,
      action: fc.constantFrom('start', 'start', 'complete', 'fail'),
      dies,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('cancel'), payout, dies }) },
  { weight: 4, arbitrary: fc.record({ does: does('stream'), payouts, dies }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: does('sync'), scope: fc.constantFrom('processing', 'completed'), dies }),
  },
  { weight: 2, arbitrary: fc.record({ does: does('settle') }) },
  { weight: 3, arbitrary: fc.record({ does: does('event'), event: fc.nat(20), dies }) },
  { weight: 4, arbitrary: fc.record({ does: does('put back'), payout }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: does('account'),
      affiliate,
      status: fc.constantFrom('active', 'active', 'closed'),
    }),
  },
) as Arbitrary<Operation>;

/** So many are at work at once at most. */
export const AT_ONCE = 5;

const step: Arbitrary<Step> = fc.record({
  atOnce: fc.array(operation, { minLength: 1, maxLength: AT_ONCE }),
  order: fc.nat(),
  minutes: fc.constantFrom(0, 0, 1, 11),
});

/** Those who all want to start the same payouts, while another service puts one of them back. */
const rivals: Arbitrary<Step> = fc
  .record({
    starts: fc.shuffledSubarray<Operation>(
      [
        { does: 'confirm', run: 0, isRightHash: true, override: false },
        { does: 'confirm', run: 1, isRightHash: true, override: false },
        { does: 'process all', payouts: [4, 2, 0], action: 'start' },
      ],
      { minLength: 2 },
    ),
    back: fc.constantFrom(0, 2, 4),
    order: fc.nat(),
  })
  .map(({ starts, back, order }) => ({
    atOnce: [...starts, { does: 'put back', payout: back }],
    order,
    minutes: 0,
  }));

/** Mostly of PayPal's payouts, which have two forms. */
const draft = fc.record({
  does: does('create'),
  form: fc.oneof({ weight: 3, arbitrary: fc.constantFrom('paypal', 'paypal_csv') }, form),
  payouts,
}) as Arbitrary<Operation>;

/** Drafts with payouts in common, and what happens then. */
export const story: Arbitrary<Step[]> = fc
  .tuple(
    fc.array(draft, { minLength: 2, maxLength: 3 }),
    fc.oneof(rivals, step),
    fc.array(step, { maxLength: 7 }),
  )
  .map(([atOnce, ...steps]) => [{ atOnce, order: 0, minutes: 0 }, ...steps.flat()]);
