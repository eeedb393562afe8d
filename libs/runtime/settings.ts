import type { PayoutLimits } from '../payouts/requests.ts';
import { type EmailSettings, readEmailSettings } from './email-settings.ts';
import {
  cents,
  type Environment,
  list,
  required,
  requireNotPublic,
  wholeNumber,
  word,
} from './environment.ts';
import { type Caller, type DashboardSettings, readCallers, readDashboardSettings } from './page-settings.ts';

/** The secret of the local stage. It is public, so no other stage starts with it. */
export const LOCAL_JWT_SECRET = 'local-development-jwt-secret-not-for-deployment';

/** The bank partner's webhook secret in the local stage: `whsec_` and 32 bytes that are public. */
export const LOCAL_ZELLE_SECRET = 'whsec_bG9jYWwtZGV2ZWxvcG1lbnQtemVsbGUtc2VjcmV0ISE=';

const SECRET_BYTES_MIN = 32;

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
  const limits = {
    minimum: cents(env, 'MIN_PAYOUT_CENTS', 1000),
    maximum: cents(env, 'MAX_PAYOUT_CENTS', 2_000_000),
  };
  if (limits.minimum > limits.maximum) throw new Error('MIN_PAYOUT_CENTS is above MAX_PAYOUT_CENTS.');
  return {
    token: readTokenSettings(env),
    store: readStoreSettings(env),
    limits,
    origins: list(env, 'ALLOWED_ORIGINS'),
    ...(env.PAYPAL_CLIENT_ID && { paypal: readPaypalSettings(env) }),
    company: { name: env.COMPANY_NAME || 'Affiliate Payouts', address: env.COMPANY_ADDRESS ?? '' },
    ...(env.MAIL_FROM && { email: readEmailSettings(env, env.MAIL_FROM) }),
    zelleSecrets: list(env, 'ZELLE_WEBHOOK_SECRETS').map((secret) => strongWebhookSecret(env, secret)),
    ...(env.API_DOCS === 'true' && { reference: { callers: readCallers(env) } }),
    dashboard: readDashboardSettings(env),
  };
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

function readPaypalSettings(env: Environment): PaypalSettings {
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

/** Standard Webhooks asks for 24 bytes at least. */
function strongWebhookSecret(env: Environment, secret: string): string {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;
  if (bytes < 24) throw new Error('ZELLE_WEBHOOK_SECRETS has a secret that is shorter than 24 bytes.');
  requireNotPublic(env, 'ZELLE_WEBHOOK_SECRETS', secret === LOCAL_ZELLE_SECRET);
  return secret;
}

function strongSecret(env: Environment, name: string): string {
  const secret = required(env, name);
  if (Buffer.byteLength(secret) < SECRET_BYTES_MIN) {
    throw new Error(`${name} is shorter than ${SECRET_BYTES_MIN} bytes.`);
  }
  requireNotPublic(env, name, secret === LOCAL_JWT_SECRET);
  return secret;
}
