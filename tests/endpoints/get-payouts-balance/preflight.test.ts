import { describe, it } from 'vitest';
import { buildGetBalance } from '../../../functions/payouts/balance.ts';
import { expectPreflight } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe('OPTIONS /payouts/balance', () => {
  it('preflight', () => expectPreflight(buildGetBalance(world), '/payouts/balance', 'GET'));
});
