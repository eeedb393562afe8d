import { describe, it } from 'vitest';
import { buildListPayouts } from '../../../functions/payouts/list.ts';
import { expectPreflight } from '../../world/expect.ts';
import { useWorld } from '../../world/use-world.ts';

const world = useWorld();

describe('OPTIONS /payouts', () => {
  it('preflight', () => expectPreflight(buildListPayouts(world), '/payouts', 'GET'));
});
