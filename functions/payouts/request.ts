import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import { idempotencyKeyOf } from '../../libs/http/idempotency-key.ts';
import { showAsRequested } from '../../libs/http/views.ts';
import { makeRequests } from '../../libs/workflows/request-payouts.ts';
import validate from '../../schemas/compiled/request-payout.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /payouts/request`: reserves the money for one payout, once for a key. */
export const buildRequestPayout = (dependencies: Dependencies) =>
  endpoint(
    dependencies.settings,
    { access: 'users', reads: 'json', validate },
    async ({ event, user, remainingMs }) => {
      const key = idempotencyKeyOf(event);
      const { payouts, isReplay } = await makeRequests(dependencies, {
        body: event.body,
        user,
        key,
        remainingMs,
      });
      const answer = created('Payout request submitted successfully', {
        payout: payouts.map(showAsRequested)[0],
      });
      return isReplay ? replayed(answer) : answer;
    },
  );

export const handler = deployed(buildRequestPayout);
