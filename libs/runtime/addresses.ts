import type { Environment } from './environment.ts';

/** A host by its name, and a port. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/;

/** Where http is as good as https: nothing that is sent leaves the machine. */
const THIS_MACHINE = /^http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/?#]|$)/;

/** An origin of pages that can be trusted, or undefined. @throws Error that names the variable */
export function pageOrigin(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (!value) return undefined;
  // The origin goes into a header, so it has nothing but what an origin needs.
  const isExact = HOST.test(value.replace(/^https?:\/\//, '')) && originOf(value) === value;
  if (isExact && isSafe(value)) return value;
  throw new Error(
    `${name} is not an https origin, such as https://affiliates.example.com; only localhost may have http.`,
  );
}

/**
 * The address of a payout's page, with `{payout_id}` for its id, or undefined.
 * @throws Error that names the variable
 */
export function payoutPage(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (!value) return undefined;
  const [start = '', ...rest] = value.split('{payout_id}');
  const isOnePage = rest.length === 1 && !/[\s<>"]/.test(value) && isSafe(start);
  // The id of an old payout may be anything: it must not choose the host.
  if (isOnePage && start.startsWith(`${originOf(value)}/`)) return value;
  throw new Error(
    `${name} is not an https address with {payout_id} in it, such as https://affiliates.example.com/payouts/{payout_id}.`,
  );
}

function isSafe(address: string): boolean {
  return address.startsWith('https://') || THIS_MACHINE.test(address);
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
