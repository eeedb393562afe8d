import { endpoint } from '../../libs/http/chain.ts';
import { created, replayed } from '../../libs/http/envelope.ts';
import { idempotencyKeyOf } from '../../libs/http/idempotency-key.ts';
import { showAsRequested } from '../../libs/http/views.ts';
import { makeRequests } from '../../libs/workflows/request-payouts.ts';
import validate from '../../schemas/compiled/request-bulk.js';
import { type Dependencies, deployed } from '../deployed.ts';

/** `POST /payouts/bulk`: reserves the money for up to 20 payouts, for all or for none, once for a key. */
export const buildRequestBulk = (dependencies: Dependencies) =>
  endpoint(
    dependencies.settings,
    { access: 'users', reads: 'json', validate },
    async ({ event, user, remainingMs }) => {
      const body = event.body.payouts;
      const key = idempotencyKeyOf(event);
      const { payouts, isReplay } = await makeRequests(dependencies, { body, user, key, remainingMs });
      const total_amount = payouts.reduce((sum, { amount }) => sum + amount, 0);
      const data = { payouts: payouts.map(showAsRequested), total_amount };
      const answer = created('Payout requests submitted successfully', data);
      return isReplay ? replayed(answer) : answer;
    },
  );

export const handler = deployed(buildRequestBulk);
