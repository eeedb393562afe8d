import { type Environment, list } from './environment.ts';

/** A host by its name, and a port. */
const HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d+)?$/;

/** Where http is as good as https: nothing that is sent leaves the machine. */
const THIS_MACHINE = /^http:\/\/(?:localhost|127\.0\.0\.1)(?=[:/?#]|$)/;

/** An origin of pages that can be trusted, or undefined. @throws Error that names the variable */
export function pageOrigin(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (!value) return undefined;
  if (isPageOrigin(value)) return value;
  throw new Error(`${name} is not ${PAGE_ORIGIN}`);
}

/**
 * The origins of pages that may call the API. The stage `local` may have `*`, for all there are.
 * @throws Error that names the variable
 */
export function pageOrigins(env: Environment, name: string): string[] {
  const origins = list(env, name);
  const mayBeAll = env.STAGE === 'local';
  const odd = origins.find((origin) => !isPageOrigin(origin) && !(mayBeAll && origin === '*'));
  if (odd) throw new Error(`${name} has ${JSON.stringify(odd)}, which is not ${PAGE_ORIGIN}`);
  return origins;
}

const PAGE_ORIGIN = 'an https origin, such as https://affiliates.example.com; only localhost may have http.';

/** An origin goes into a header, so it has nothing but what an origin needs. */
function isPageOrigin(value: string): boolean {
  const isExact = HOST.test(value.replace(/^https?:\/\//, '')) && originOf(value) === value;
  return isExact && isSafe(value);
}

/** A bare address: SES judges the name before one as a part of it, and a role is for one without. */
const MAIL_ADDRESS = /^[^\s@<>",;]+@(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;

/** A bare e-mail address, or undefined. @throws Error that names the variable */
export function mailAddress(env: Environment, name: string): string | undefined {
  const value = env[name];
  if (!value || MAIL_ADDRESS.test(value)) return value || undefined;
  throw new Error(`${name} is not a bare e-mail address, such as payouts@example.com.`);
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
