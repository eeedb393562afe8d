import { beforeAll, describe, expect, it } from 'vitest';
import { buildGetReceipt } from '../../../functions/payouts/receipt.ts';
import { buildRouter } from '../../../functions/router.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { Affiliate } from '../../../libs/payouts/affiliate.ts';
import { call } from '../../../testing/call.ts';
import { expectRefusal, FROM_ORIGIN, ORIGIN } from '../../../testing/expect.ts';
import { AS_ADMIN, type Asked, oldPayout } from '../../../testing/lifecycle.ts';
import { ODD_IDS, PAYOUT_NOT_FOUND } from '../../../testing/refusals.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addAffiliate, addPayouts } from '../../../testing/world.ts';

const NONE = '00000000-0000-4000-8000-000000000000';

const world = useWorld();
let getReceipt: ApiHandler;
let own: Affiliate;
let other: Asked;
beforeAll(async () => {
  getReceipt = buildGetReceipt(world);
  own = await addAffiliate(world);
  other = await oldPayout(world);
});

const refuse = (payout_id: string) =>
  expectRefusal(world, getReceipt, { as: own.user_id, params: { payout_id } }, PAYOUT_NOT_FOUND);

describe('GET /payouts/{payout_id}/receipt: 404', () => {
  it('for a payout that does not exist', () =>
    expectRefusal(
      world,
      getReceipt,
      { as: own.user_id, headers: { origin: ORIGIN }, params: { payout_id: NONE } },
      { ...PAYOUT_NOT_FOUND, headers: FROM_ORIGIN },
    ));

  it("for somebody else's payout", () => refuse(other.payout_id));

  it("answers for somebody else's payout byte for byte as for none", async () => {
    const read = (payout_id: string) => call(getReceipt, { as: own.user_id, params: { payout_id } });
    expect(await read(other.payout_id)).toStrictEqual(await read(NONE));
  });

  it('for the payout of somebody else, to an affiliate with the role of an admin', () =>
    expectRefusal(
      world,
      getReceipt,
      { ...AS_ADMIN, as: own.user_id, params: { payout_id: other.payout_id } },
      PAYOUT_NOT_FOUND,
    ));

  it('for a payout of the old service that belongs to nobody', async () => {
    const [old] = await addPayouts(world, { affiliate_id: undefined } as never);
    await refuse(old?.payout_id ?? '');
  });

  it.each(ODD_IDS)('for the id %j', (payout_id) => refuse(payout_id));

  it.each([
    (id: string) => `{${id}}`,
    (id: string) => ` ${id}`,
    (id: string) => `${id} `,
    (id: string) => id.slice(0, -1),
    (id: string) => `${id}\u0000`,
  ])('for an id that is nearly one of their own: %s', async (respell) => {
    const { affiliate, payout_id } = await oldPayout(world);
    expect(respell(payout_id)).not.toBe(payout_id);
    const request = { as: affiliate.user_id, params: { payout_id: respell(payout_id) } };
    await expectRefusal(world, getReceipt, request, PAYOUT_NOT_FOUND);
  });

  it.each(['..', '%00', '%2e%2e', '%F0%9F%92%B8', '%25', '%', '%FF', 'request', 'bulk', 'x'.repeat(300)])(
    'for the id %s as a Function URL hands it over',
    (id) =>
      expectRefusal(
        world,
        buildRouter(world),
        { as: own.user_id, path: `/payouts/${id}/receipt` },
        PAYOUT_NOT_FOUND,
      ),
  );
});
