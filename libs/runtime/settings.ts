import type { PayoutLimits } from '../payouts/requests.ts';
import { pageOrigins } from './addresses.ts';
import { type EmailSettings, readEmailSettings } from './email-settings.ts';
import { cents, type Environment, list, required, wholeNumber, word } from './environment.ts';
import { type Caller, type DashboardSettings, readCallers, readDashboardSettings } from './page-settings.ts';
import { requireResolved, strongSecret, strongWebhookSecrets } from './secrets.ts';

export { LOCAL_JWT_SECRET, LOCAL_ZELLE_SECRET } from './secrets.ts';

/**
 * How tokens are judged: the secrets that may have signed them, newest first, and the claims that must match.
 */
export interface TokenSettings {
  secrets: [string, ...string[]];
  issuer?: string;
  audience?: string;
}

/** Where the data is. `endpoint` is set if the database is not AWS's. */
export interface StoreSettings {
  tables: { affiliates: string; payouts: string; balances: string; digests: string; runs: string };
  endpoint?: string;
  /** Set if nothing is written, and balances are summed: beside the service that this one is to replace. */
  isShadow?: true;
}

/** How PayPal is reached. Without it the rail is manual. */
export interface PaypalSettings {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  webhookId: string;
  /** How many posts a process makes: a little less than PayPal takes. */
  postsPerMinute: number;
  /**
   * Origins besides PayPal's own that may serve the certificate of a webhook: the simulator's, in the stage
   * `local`.
   */
  extraCertificateOrigins: string[];
}

/** Everything that differs between two deployments. */
export interface Settings {
  token: TokenSettings;
  store: StoreSettings;
  limits: PayoutLimits;
  origins: string[];
  paypal?: PaypalSettings;
  /** Whose money it is: on receipts and in letters. */
  company: { name: string; address: string };
  /** Undefined if no sender is set: then no mail is sent. */
  email?: EmailSettings;
  /** The bank partner's webhook secrets: several while they are rotated, none without a partner. */
  zelleSecrets: string[];
  /**
   * Undefined if the stage has no reference page. `callers` are the demo users, in the stage `local` only.
   */
  reference?: { callers: Caller[] };
  dashboard: DashboardSettings;
}

let current: Settings | undefined;

/**
 * The settings of this process: read and checked once, at the first use. Only this file reads
 * `process.env`.
 */
export function settings(): Settings {
  current ??= readSettings(process.env);
  return current;
}

/** The name of the stage, unchecked: the log needs it also where the settings cannot be read. */
export const stageName = () => process.env.STAGE || 'local';

/** @throws Error that names the variable which is missing or not acceptable, never its value */
export function readSettings(env: Environment): Settings {
  requireResolved(env);
  const paypal = readPaypalSettings(env);
  const email = readEmailSettings(env);
  const reference = readReferenceSettings(env);
  return {
    token: readTokenSettings(env),
    store: readStoreSettings(env),
    limits: readLimits(env),
    origins: pageOrigins(env, 'ALLOWED_ORIGINS'),
    ...(paypal && { paypal }),
    company: { name: env.COMPANY_NAME || 'Affiliate Payouts', address: env.COMPANY_ADDRESS ?? '' },
    ...(email && { email }),
    zelleSecrets: strongWebhookSecrets(env),
    ...(reference && { reference }),
    dashboard: readDashboardSettings(env),
  };
}

const READERS = [
  requireResolved,
  readTokenSettings,
  readStoreSettings,
  readLimits,
  (env: Environment) => pageOrigins(env, 'ALLOWED_ORIGINS'),
  readPaypalSettings,
  readEmailSettings,
  strongWebhookSecrets,
  readReferenceSettings,
  readDashboardSettings,
];

/** Everything that `readSettings` would refuse, in a sentence each: packaging says all of it at once. */
export function faultsOfSettings(env: Environment): string[] {
  return READERS.flatMap((read) => {
    try {
      read(env);
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

function readLimits(env: Environment): PayoutLimits {
  const minimum = cents(env, 'MIN_PAYOUT_CENTS', 1000);
  const maximum = cents(env, 'MAX_PAYOUT_CENTS', 2_000_000);
  if (minimum > maximum) throw new Error('MIN_PAYOUT_CENTS is above MAX_PAYOUT_CENTS.');
  return { minimum, maximum };
}

function readReferenceSettings(env: Environment): Settings['reference'] {
  return env.API_DOCS === 'true' ? { callers: readCallers(env) } : undefined;
}

function readStoreSettings(env: Environment): StoreSettings {
  // With an endpoint the store has no credentials of AWS: a token signed with the public secret reaches no
  // data there.
  const endpoint = env.STAGE === 'local' ? required(env, 'DYNAMODB_ENDPOINT') : env.DYNAMODB_ENDPOINT;
  return {
    tables: {
      affiliates: required(env, 'AFFILIATES_TABLE'),
      payouts: required(env, 'PAYOUTS_TABLE'),
      balances: required(env, 'BALANCES_TABLE'),
      digests: required(env, 'DIGESTS_TABLE'),
      runs: required(env, 'RUNS_TABLE'),
    },
    ...(endpoint && { endpoint }),
    ...(word(env, 'SHADOW', ['true', 'false']) === 'true' && { isShadow: true }),
  };
}

function readTokenSettings(env: Environment): TokenSettings {
  const secrets: TokenSettings['secrets'] = [strongSecret(env, 'JWT_SECRET')];
  if (env.JWT_SECRET_PREVIOUS) secrets.push(strongSecret(env, 'JWT_SECRET_PREVIOUS'));
  return {
    secrets,
    ...(env.JWT_ISSUER && { issuer: env.JWT_ISSUER }),
    ...(env.JWT_AUDIENCE && { audience: env.JWT_AUDIENCE }),
  };
}

function readPaypalSettings(env: Environment): PaypalSettings | undefined {
  if (!env.PAYPAL_CLIENT_ID) return undefined;
  const extraCertificateOrigins = list(env, 'PAYPAL_EXTRA_CERTIFICATE_ORIGINS');
  if (extraCertificateOrigins.length > 0 && env.STAGE !== 'local') {
    throw new Error('PAYPAL_EXTRA_CERTIFICATE_ORIGINS is for the stage local only.');
  }
  const baseUrl = required(env, 'PAYPAL_BASE_URL');
  if (!baseUrl.startsWith('https://') && env.STAGE !== 'local') {
    throw new Error('PAYPAL_BASE_URL must begin with https:// outside the stage local.');
  }
  return {
    baseUrl,
    clientId: required(env, 'PAYPAL_CLIENT_ID'),
    clientSecret: required(env, 'PAYPAL_CLIENT_SECRET'),
    webhookId: required(env, 'PAYPAL_WEBHOOK_ID'),
    postsPerMinute: wholeNumber(env, 'PAYPAL_POSTS_PER_MINUTE', 390),
    extraCertificateOrigins,
  };
}
