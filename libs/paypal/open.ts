import type { Settings } from '../runtime/settings.ts';
import { openPaypal, type Paypal } from './client.ts';

/** PayPal, if the settings have credentials for it. */
export function withPaypal({ paypal }: Settings): { paypal?: Paypal } {
  return paypal ? { paypal: openPaypal(paypal) } : {};
}
