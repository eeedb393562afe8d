import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resultStepId } from '../../../libs/payouts/runs/judge-rows.ts';

describe('the step of a line', () => {
  it('must never have another id', () => {
    expect(resultStepId('R', { action: 'complete', transaction_id: 'T-1' })).toBe(
      'run:R:complete:uj0yoC3QQDkI3MU2clTJ1k',
    );
  });

  it('is another one for another transaction, and for another reason', () => {
    const words = [
      {},
      { transaction_id: 'T-1' },
      { transaction_id: 'T-2' },
      { reason: 'Closed.' },
      { reason: 'Locked.' },
    ];
    const ids = words.map((each) => resultStepId('R', { action: 'fail', ...each }));
    expect(new Set(ids).size).toBe(words.length);
  });

  it('is the same step if it is said again, and another one in other words', () => {
    const words = fc.record(
      {
        action: fc.constantFrom('complete' as const, 'fail' as const, 'return' as const),
        transaction_id: fc.string(),
        reason: fc.string(),
      },
      { requiredKeys: ['action'] },
    );
    fc.assert(
      fc.property(words, words, (one, other) => {
        const isSame =
          JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());
        expect(resultStepId('run', one) === resultStepId('run', other)).toBe(isSame);
        expect(resultStepId('run', one)).not.toBe(resultStepId('another', one));
      }),
    );
  });
});
