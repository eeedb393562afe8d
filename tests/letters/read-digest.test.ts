import { expect, it } from 'vitest';
import { readDigest } from '../../libs/workflows/read-digest.ts';
import { withClient } from '../../testing/client.ts';
import { payoutThatIs } from '../../testing/lifecycle.ts';
import { setPayout } from '../../testing/other-service.ts';
import { useWorld } from '../../testing/use-world.ts';

const world = useWorld();

it('a payout that is started while the digest is read has come in once', async () => {
  const { payout_id } = await payoutThatIs(world, 'pending');
  const store = withClient(world, async (_, send, input) => {
    const answer = await send();
    if (JSON.stringify(input).includes('"pending"'))
      await setPayout(world, payout_id, { status: 'processing' });
    return answer;
  });
  const period = { since: '2000-01-01T00:00:00.000Z', until: '2100-01-01T00:00:00.000Z' };
  const digest = await readDigest({ ...world, store }, period);
  expect(digest).toMatchObject({ cameIn: { count: 1 }, isWhole: true });
});
