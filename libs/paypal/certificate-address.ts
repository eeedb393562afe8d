const PAYPAL_HOSTS = new Set([
  'api.paypal.com',
  'api.sandbox.paypal.com',
  'api-m.paypal.com',
  'api-m.sandbox.paypal.com',
]);

/** Where PayPal keeps them; what else its hosts serve is no certificate of a webhook. */
const CERTIFICATE = /^\/v1\/notifications\/certs\/[\w-]+$/;

/**
 * The normal form of an address from which a certificate may be fetched, undefined for any other: PayPal's
 * hosts over https, or an extra origin of the stage `local`. One certificate has one form, however its
 * address was spelled.
 */
export function trustedAddress(text: string, extraOrigins: readonly string[]): string | undefined {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  const isPaypal = url.protocol === 'https:' && url.port === '' && PAYPAL_HOSTS.has(url.hostname);
  const isTrusted = extraOrigins.includes(url.origin) || (isPaypal && CERTIFICATE.test(url.pathname));
  return isTrusted ? url.origin + url.pathname : undefined;
}
