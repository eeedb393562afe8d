import { randomUUID } from 'node:crypto';
import type { SendMail } from '../libs/email/send.ts';
import type { Paypal } from '../libs/paypal/client.ts';
import { type Settings, settings } from '../libs/runtime/settings.ts';
import { type Store, sharedStore } from '../libs/store/engine/client.ts';

/** What the functions have of the world. Tests bring their own. */
export interface Dependencies {
  settings: Settings;
  store: Store;
  now: () => string;
  newId: () => string;
  /** Undefined where no credentials are set: then the rail is manual. */
  paypal?: Paypal;
  /** Undefined where no sender is set: then nobody is told. */
  sendMail?: SendMail;
}

/** What a worker needs of Lambda's context. */
export interface RunContext {
  getRemainingTimeInMillis: () => number;
}

/**
 * The handler for Lambda, built at its first call: importing it needs no environment. `open` opens what only some
 * functions need, so that the others do not carry it.
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
