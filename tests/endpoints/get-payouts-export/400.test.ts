import { beforeAll, describe, expect, it } from 'vitest';
import { buildExportPayouts } from '../../../functions/payouts/export.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { invalidRequest, SAYS } from '../../../testing/refusals.ts';
import { useHandler } from '../../../testing/use-handler.ts';
import { addAffiliate } from '../../../testing/world.ts';

const { world, handler: exporting } = useHandler(buildExportPayouts);
const ROWS = 'must be a whole number from 1 to 10000';
let own: Affiliate;
beforeAll(async () => {
  own = await addAffiliate(world);
});

const asking = (query: Record<string, string>) => ({ path: '/payouts/export', as: own.user_id, query });
const refuse = (query: Record<string, string>, fault: [string, string]) =>
  expectRefusal(world, exporting, asking(query), invalidRequest(fault));

describe('GET /payouts/export: 400', () => {
  it.each(['0', '10001', '99999', '-1', '1.5', '1e3', '0100', '', 'all'])('refuses the limit %j', (limit) =>
    refuse({ limit }, ['limit', ROWS]),
  );

  it.each(['1', '9', '10', '999', '1000', '9999', '10000'])('takes the limit %j', async (limit) => {
    expect((await call(exporting, asking({ limit }))).status).toBe(200);
  });

  it('refuses what the list refuses', async () => {
    await refuse({ status: 'paid' }, ['status', SAYS.status]);
    await refuse({ cursor: 'x' }, ['cursor', SAYS.cursor]);
    await refuse({ affiliate_id: 'aff-ada' }, ['affiliate_id', SAYS.unknown]);
    await refuse({ format: 'xlsx' }, ['format', SAYS.unknown]);
  });
});
