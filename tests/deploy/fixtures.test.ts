import jwt from 'jsonwebtoken';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildRouter } from '../../functions/router.ts';
import { ROUTES, type RouteName } from '../../functions/routes.ts';
import { buildRepairBalance } from '../../functions/workers/repair-balance.ts';
import type { ApiEvent, ApiHandler } from '../../libs/http/event.ts';
import { LOCAL_JWT_SECRET } from '../../libs/runtime/settings.ts';
import type { RepairOrder } from '../../schemas/requests/repair-balance.ts';
import { allWell, openBalances, reconcile, spoil } from '../../testing/bookkeeping.ts';
import { contextOf } from '../../testing/call.ts';
import { putDemo } from '../../testing/demo-data.ts';
import { FIXTURES, operatorsEvent, PENDING_ID, RUN_OF, UNSIGNED } from '../../testing/event-fixtures.ts';
import { openRun } from '../../testing/runs.ts';
import { useWorld } from '../../testing/use-world.ts';

const FIVE_YEARS_S = 5 * 366 * 24 * 3600;

const world = useWorld();
let router: ApiHandler;

beforeAll(() => {
  router = buildRouter(world);
});
beforeEach(() => putDemo(world.store));

describe('events/', () => {
  it('has an event for every function', () => {
    const covered = new Set([...FIXTURES, ...UNSIGNED].map(({ functionName }) => functionName));
    expect([...covered].sort()).toStrictEqual(Object.keys(ROUTES).sort());
  });
});

describe.each(UNSIGNED)('events/$file', ({ event }) => {
  it('is refused, because its signature is not a valid one', async () => {
    expect((await router(structuredClone(event), contextOf())).statusCode).toBe(401);
  });
});

describe.each(FIXTURES)('events/$file', ({ event, functionName }) => {
  it('names the same route in each member that API Gateway fills', () => {
    const { routeKey, http } = event.requestContext;
    const { method, path } = ROUTES[functionName as RouteName];
    expect([event.version, routeKey, http.method]).toStrictEqual(['2.0', event.routeKey, method]);
    expect(http.path).toBe(event.rawPath);
    const named = path.replace(/\{(\w+)\}/g, (_, name) => String(event.pathParameters?.[name]));
    expect(named).toBe(event.rawPath);
  });

  it('has a token that is valid for at least five more years', () => {
    const clockTimestamp = Math.floor(Date.now() / 1000) + FIVE_YEARS_S;
    expect(jwt.verify(bearerOf(event), LOCAL_JWT_SECRET, { clockTimestamp })).toMatchObject({
      user_id: expect.stringMatching(/^user-/),
    });
  });

  it('succeeds on the demo data, and more than once if it has an Idempotency-Key', async () => {
    const status = RUN_OF[functionName as RouteName];
    if (status) await openRun(world, PENDING_ID, status, event.pathParameters?.run_id);
    const times = event.headers['idempotency-key'] ? ['first', 'second'] : ['first'];
    for (const time of times) {
      const { statusCode, body } = await router(structuredClone(event), contextOf());
      expect(Math.floor(statusCode / 100), `the ${time} time: ${body}`).toBe(2);
    }
  });
});

describe('the events for operators', () => {
  it('open the balances of the demo data, check them, and repair the row that they name', async () => {
    const order = operatorsEvent('repair-balance.json') as RepairOrder;
    const { affiliate_id, counters } = order;
    const opened = { opened: 5, present: 0, adopted: 0, filed: 0, failed: 0, next: null };
    // Ada's failed payout is counted, and takes nothing; Paused has one that is completed.
    const counted = { payout_count: 5, committed: 45_000, paid: 40_000 };
    expect(await openBalances(world, operatorsEvent('open-balances.json'))).toStrictEqual({
      ...opened,
      counted,
    });
    await spoil(world, affiliate_id, counters);
    await expect(reconcile(world, operatorsEvent('reconcile.json'))).rejects.toThrow(affiliate_id);
    await buildRepairBalance(world)(order, contextOf());
    expect(await reconcile(world, operatorsEvent('reconcile.json'))).toStrictEqual(allWell(5));
  });
});

function bearerOf({ headers }: ApiEvent): string {
  return headers.authorization?.replace('Bearer ', '') ?? '';
}
