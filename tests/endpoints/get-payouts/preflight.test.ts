import { describe, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { expectPreflight } from '../../../testing/expect.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe('OPTIONS /payouts', () => {
  it('preflight', () => expectPreflight(buildListPayouts(world), '/payouts', 'GET'));
});
