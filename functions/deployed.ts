import { randomUUID } from 'node:crypto';
import { readOnly } from '../libs/payouts/errors.ts';
import { type Settings, settings } from '../libs/runtime/settings.ts';
import { sharedStore } from '../libs/store/engine/client.ts';
import type { Dependencies } from '../libs/workflows/dependencies.ts';

/**
 * The handler for Lambda, built at its first call: importing it needs no environment. `open` opens what only
 * some functions need, so that the others do not carry it: PayPal and mail, which a shadow has none of.
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
      ...(!settings().store.isShadow && open(settings())),
    });
    return handler(...call);
  };
}

/**
 * The same for a worker that acts, by itself or for an operator: in shadow, it ends before it begins. So does
 * the one that checks the rows, which nobody keeps up to date there.
 */
export function deployedToAct<Call extends unknown[], Answer>(
  build: (dependencies: Dependencies) => (...call: Call) => Promise<Answer>,
  open?: (settings: Settings) => Pick<Dependencies, 'paypal' | 'sendMail'>,
): (...call: Call) => Promise<Answer> {
  const refuse = async (): Promise<never> => {
    throw readOnly();
  };
  return deployed(
    (dependencies) => (dependencies.settings.store.isShadow ? refuse : build(dependencies)),
    open,
  );
}
