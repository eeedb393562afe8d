import { withClient } from './client.ts';
import type { World } from './world.ts';

/** A world in which something happens once, before or after the first call that fits. */
export function interrupted(
  world: World,
  fits: (name: string, input: object) => boolean,
  what: () => Promise<unknown>,
  when: 'before' | 'after' = 'before',
): World {
  let isOver = false;
  const once = async (name: string, input: object) => {
    if (isOver || !fits(name, input)) return;
    isOver = true;
    await what();
  };
  const store = withClient(world, async (name, send, input) => {
    if (when === 'before') await once(name, input);
    const result = await send();
    if (when === 'after') await once(name, input);
    return result;
  });
  return { ...world, store };
}

/** Whether a call is a transaction. */
export const isWriting = (name: string) => name === 'TransactWriteItemsCommand';

/** Whether a call marks payouts as counted, or moves one that is. */
export const isMarking = (name: string, input: object) =>
  isWriting(name) && JSON.stringify(input).includes(':was_status');
