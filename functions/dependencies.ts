import { randomUUID } from 'node:crypto';
import { type Settings, settings } from '../libs/settings.ts';
import { type Store, sharedStore } from '../libs/store/client.ts';

/** What the functions have of the world. Tests bring their own. */
export interface Dependencies {
  settings: Settings;
  store: Store;
  now: () => string;
  newId: () => string;
}

/** The handler for Lambda, built at its first call: importing it needs no environment. */
export function deployed<Call extends unknown[], Answer>(
  build: (dependencies: Dependencies) => (...call: Call) => Promise<Answer>,
): (...call: Call) => Promise<Answer> {
  let handler: ((...call: Call) => Promise<Answer>) | undefined;
  return (...call) => {
    handler ??= build({
      settings: settings(),
      store: sharedStore(),
      now: () => new Date().toISOString(),
      newId: randomUUID,
    });
    return handler(...call);
  };
}
