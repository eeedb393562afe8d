import { describe, expect, it } from 'vitest';
import { buildRouter } from '../../functions/router.ts';
import { localToken } from '../../local/token.ts';
import { fetchFrom } from '../../testing/fetch-from.ts';
import { useHandler } from '../../testing/use-handler.ts';
import { addAffiliate } from '../../testing/world.ts';
import { clientWith, isTriedAgain, thrownBy } from './faulty-fetch.ts';

const { world, handler: router } = useHandler(buildRouter);
const UNAUTHENTICATED = { code: 'unauthenticated', status: 401 };

/** A source that gives these tokens one after the other, and the last one from then on. */
function sourceOf(...tokens: string[]) {
  const source = {
    asked: 0,
    async token() {
      source.asked++;
      return tokens[Math.min(source.asked, tokens.length) - 1] ?? '';
    },
  };
  return source;
}

const clientOf = (token: string | (() => Promise<string>), fates: Parameters<typeof clientWith>[0] = []) =>
  clientWith(fates, { fetch: fetchFrom(router), token });

async function goodToken(): Promise<string> {
  return localToken((await addAffiliate(world)).user_id);
}
const expired = () => localToken('user-nobody', { expiresIn: '-1h' });

describe('a token that is a string', () => {
  it('is sent', async () => {
    const token = await goodToken();
    const { client, sent } = clientOf(token);
    expect(await client.payouts.balance()).toMatchObject({ available: 50_000 });
    expect(sent.map((one) => one.token)).toStrictEqual([`Bearer ${token}`]);
  });

  it('is sent once if the API refuses it', async () => {
    const { client, sent } = clientOf(expired());
    expect(await thrownBy(client.payouts.balance())).toMatchObject(UNAUTHENTICATED);
    expect(sent).toHaveLength(1);
  });
});

describe('a token that is a function', () => {
  it('is asked for once and kept', async () => {
    const source = sourceOf(await goodToken());
    const { client } = clientOf(source.token);
    await client.payouts.balance();
    await Promise.all([client.payouts.balance(), client.payouts.list()]);
    expect(source.asked).toBe(1);
  });

  it('is asked again when the API refuses the token, and the call goes on', async () => {
    const [old, fresh] = [expired(), await goodToken()];
    const source = sourceOf(old, fresh);
    const { client, sent, waits } = clientOf(source.token);
    expect(await client.payouts.request({ amount: 5000 })).toMatchObject({ amount: 5000 });
    expect(sent.map(({ token }) => token)).toStrictEqual([`Bearer ${old}`, `Bearer ${fresh}`]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(waits).toStrictEqual([]);
    await client.payouts.balance();
    expect(source.asked).toBe(2);
  });

  it('is asked once by calls that are refused at the same time', async () => {
    const source = sourceOf(expired(), await goodToken());
    const { client } = clientOf(source.token);
    await Promise.all([client.payouts.balance(), client.payouts.balance(), client.payouts.list()]);
    expect(source.asked).toBe(2);
  });

  it('is not asked a third time if the second token is refused too', async () => {
    const source = sourceOf(expired(), localToken('user-other', { expiresIn: '-2h' }));
    const { client, sent } = clientOf(source.token);
    expect(await thrownBy(client.payouts.balance())).toMatchObject(UNAUTHENTICATED);
    expect({ asked: source.asked, tries: sent.length }).toStrictEqual({ asked: 2, tries: 2 });
  });

  it('makes the call fail at once if it returns the refused token again', async () => {
    const source = sourceOf(expired());
    const { client, sent } = clientOf(source.token);
    expect(await thrownBy(client.payouts.balance())).toMatchObject(UNAUTHENTICATED);
    expect({ asked: source.asked, tries: sent.length }).toStrictEqual({ asked: 2, tries: 1 });
  });

  it('throws its own error, and is asked anew by the next call', async () => {
    const offline = new Error('The token server is offline.');
    const token = await goodToken();
    const tokens = [() => Promise.reject(offline), async () => token];
    const { client, sent } = clientOf(async () => (tokens.shift() ?? (() => token))());
    expect(await thrownBy(client.payouts.balance())).toBe(offline);
    expect(sent).toHaveLength(0);
    expect(await client.payouts.balance()).toMatchObject({ available: 50_000 });
  });

  it('is asked again although the call was tried again before', async () => {
    const source = sourceOf(expired(), await goodToken());
    const { client, sent } = clientOf(source.token, [isTriedAgain]);
    expect(await client.payouts.balance()).toMatchObject({ available: 50_000 });
    expect(sent).toHaveLength(3);
  });
});
