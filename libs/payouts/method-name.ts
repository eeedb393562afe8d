import type { Destination, PaymentMethod } from './payout.ts';

const METHOD_NAMES: Record<PaymentMethod, string> = { paypal: 'PayPal', zelle: 'Zelle' };

/** How the money travels, as people call it; undefined if the record does not say. */
export function methodNameOf({ payment_method }: Partial<Destination>): string | undefined {
  return payment_method && METHOD_NAMES[payment_method];
}
