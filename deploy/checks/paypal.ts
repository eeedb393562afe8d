const OF_PAYPAL = ['paypalClientId', 'paypalClientSecret', 'paypalWebhookId'];

/** In what the parameters about PayPal do not fit together, in a sentence. */
export function misfitsOfPaypal(values: Record<string, unknown>): string[] {
  const missing = OF_PAYPAL.filter((name) => !values[name]);
  if (missing.length === 0 || missing.length === OF_PAYPAL.length) return [];
  return [`PayPal needs all of ${OF_PAYPAL.join(', ')}, or none of them. Missing: ${missing.join(', ')}.`];
}
