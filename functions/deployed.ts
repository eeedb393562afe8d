import { randomUUID } from 'node:crypto';
import { type Settings, settings } from '../libs/runtime/settings.ts';
import { sharedStore } from '../libs/store/engine/client.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';

/**
 * The handler for Lambda, built at its first call: importing it needs no environment. `open` opens what only
 * some functions need, so that the others do not carry it.
 */
export function deployed<Call extends unknown[], Answer>(
  build: (dependencies: Dependencies) => (...call: Call) => Promise<Answer>,
  open: (settings: Settings) => Pick<Dependencies, 'paypal' | 'sendMail'> = () => ({}),
): (...call: Call) => Promise<Answer> {
  let handler: ((...call: Call) => Promise<Answer>) | undefined;
  return (...call) => {
    handler ??= build({
      settings: settings(),
      store: sharedStore(),
      now: () => new Date().toISOString(),
      newId: randomUUID,
      ...open(settings()),
    });
    return handler(...call);
  };
}
