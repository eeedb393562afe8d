import { openPaypal } from '../../libs/paypal/client.ts';
import type { Settings } from '../../libs/settings.ts';
import type { Dependencies } from '../dependencies.ts';

/** PayPal, where the settings have credentials for it. */
export function withPaypal({ paypal }: Settings): Pick<Dependencies, 'paypal'> {
  return paypal ? { paypal: openPaypal(paypal) } : {};
}
