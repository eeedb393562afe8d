import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Paypal } from '../../libs/paypal/client.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

/** A function as Lambda would import it: nothing is read or opened yet. */
const imported = () => import('../../functions/deployed.ts');
const PAYPAL = { account: 'an account' } as Paypal;
const open = () => ({ paypal: PAYPAL });

function setStage(variables: Record<string, string> = {}): void {
  const all = { ...ENVIRONMENT, DYNAMODB_ENDPOINT: 'http://127.0.0.1:1', ...variables };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
}

beforeEach(() => vi.resetModules());
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

describe('a deployed function', () => {
  it('asks the clock at each call, and makes a new id for each', async () => {
    setStage();
    const { deployed } = await imported();
    const handler = deployed(({ now, newId }) => async () => [now(), newId()]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T12:00:00Z') });
    const [first, id] = await handler();
    vi.setSystemTime(Date.parse('2026-03-01T12:00:01Z'));
    const [second, otherId] = await handler();
    expect([first, second]).toStrictEqual(['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:01.000Z']);
    expect(id).not.toBe(otherId);
  });

  it('keeps what it has opened from one call to the next', async () => {
    setStage();
    const { deployed } = await imported();
    const build = (dependencies: Dependencies) => {
      let calls = 0;
      return async () => ({ calls: ++calls, dependencies });
    };
    const handler = deployed(build, open);
    const first = await handler();
    expect(first).toMatchObject({ calls: 1, dependencies: { paypal: PAYPAL } });
    expect(await handler()).toStrictEqual({ ...first, calls: 2 });
    expect((await deployed(build, open)()).dependencies.store).toBe(first.dependencies.store);
  });

  it('can be imported without an environment, and fails at its first call', async () => {
    setStage({ JWT_SECRET: '' });
    const { deployed } = await imported();
    const handler = deployed(() => async () => 'done');
    expect(() => handler()).toThrow('JWT_SECRET is not set.');
  });
});

describe('in a stage in shadow', () => {
  it.each([
    ['true', undefined],
    ['false', PAYPAL],
  ])('nothing is opened that could act: SHADOW is %s', async (SHADOW, expected) => {
    setStage({ SHADOW });
    const { deployed } = await imported();
    expect(
      await deployed(
        ({ paypal }) =>
          async () =>
            paypal,
        open,
      )(),
    ).toBe(expected);
  });

  it('a worker that acts ends before it begins', async () => {
    setStage({ SHADOW: 'true' });
    const { deployedToAct } = await imported();
    const handler = deployedToAct(() => async () => 'acted', open);
    await expect(handler()).rejects.toMatchObject({ code: 'read_only' });
  });

  it('and acts in any other', async () => {
    setStage();
    const { deployedToAct } = await imported();
    expect(
      await deployedToAct(
        ({ paypal }) =>
          async () =>
            paypal,
        open,
      )(),
    ).toBe(PAYPAL);
  });
});
