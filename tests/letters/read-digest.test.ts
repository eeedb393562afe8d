import { expect, it } from 'vitest';
import { readDigest } from '../../libs/workflows/read-digest.ts';
import { withClient } from '../../testing/client.ts';
import { payoutThatIs } from '../../testing/lifecycle.ts';
import { setPayout } from '../../testing/other-service.ts';
import { useWorld } from '../../testing/use-world.ts';
import { addFiledPayouts } from '../../testing/world.ts';

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

it('a payout has come in from the first moment of a period on, and before its end', async () => {
  const affiliate_id = 'aff-of-an-hour';
  const times = ['08:59:59.999', '09:00:00.000', '09:59:59.999', '10:00:00.000'];
  const payouts = times.map((time) => ({ affiliate_id, requested_at: `2024-05-05T${time}Z` }));
  await addFiledPayouts(world, ...payouts);
  const period = { since: '2024-05-05T09:00:00.000Z', until: '2024-05-05T10:00:00.000Z' };
  expect((await readDigest(world, period)).cameIn).toMatchObject({ count: 2 });
});
