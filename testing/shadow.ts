import { openStore } from '../libs/store/engine/client.ts';
import type { Refusal } from './refusals.ts';
import type { World } from './world.ts';

/** How a stage in shadow refuses every write. */
export const READ_ONLY: Refusal = {
  status: 403,
  code: 'read_only',
  message: 'This service is a shadow: it can be read, and changes nothing.',
};

/** The same tables, by a stage in shadow. */
export function inShadow({ settings, ...rest }: World): World {
  const store = { ...settings.store, isShadow: true as const };
  return { ...rest, settings: { ...settings, store }, store: openStore(store) };
}
