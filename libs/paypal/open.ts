import type { Dependencies } from '../../functions/deployed.ts';
import type { Settings } from '../runtime/settings.ts';
import { openPaypal } from './client.ts';

/** PayPal, where the settings have credentials for it. */
export function withPaypal({ paypal }: Settings): Pick<Dependencies, 'paypal'> {
  return paypal ? { paypal: openPaypal(paypal) } : {};
}
