import { describe, expect, it } from 'vitest';
import { hasPayouts } from '../../../local/dynamodb.ts';
import { freePort } from '../../../local/ports.ts';
import { useWorld } from '../../../testing/use-world.ts';
import { addPayouts } from '../../../testing/world.ts';

const world = useWorld();
const endpoint = () => world.settings.store.endpoint ?? '';

describe('a database that is already running', () => {
  it('is filled with demo data only if it has no payouts', async () => {
    expect(await hasPayouts(endpoint())).toBe(false);
    await addPayouts(world, { amount: 1000 });
    expect(await hasPayouts(endpoint())).toBe(true);
  });

  it.each(['nonsense', 'http://127.0.0.1:'])(
    'is reported in one line if it cannot be reached: %s',
    async (start) => {
      const nowhere = start === 'nonsense' ? start : `${start}${await freePort()}`;
      await expect(hasPayouts(nowhere)).rejects.toThrow(
        `No database answers at ${nowhere}, which DYNAMODB_ENDPOINT names.`,
      );
    },
  );
});
