import { describe, it } from 'vitest';
import { buildRequestPayout } from '../../../functions/payouts/request.ts';
import { expectPreflight } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe('OPTIONS /payouts/request', () => {
  it('preflight', () => expectPreflight(buildRequestPayout(world), '/payouts/request', 'POST'));
});
