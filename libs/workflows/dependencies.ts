import type { SendMail } from '../email/send.ts';
import type { Paypal } from '../paypal/client.ts';
import type { Settings } from '../runtime/settings.ts';
import type { Store } from '../store/engine/client.ts';

/** What functions and workflows have of the outside world. Tests bring their own. */
export interface Dependencies {
  settings: Settings;
  store: Store;
  now: () => string;
  newId: () => string;
  /** Undefined without credentials: then PayPal payouts are paid by hand. */
  paypal?: Paypal;
  /** Undefined without a sender: then no mail is sent. */
  sendMail?: SendMail;
}

/** What sending to PayPal and settling by its answers need besides. */
export type PaypalDependencies = Dependencies & { paypal: Paypal };
