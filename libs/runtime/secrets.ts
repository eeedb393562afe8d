import { type Environment, list, required, requireNotPublic } from './environment.ts';

/** The secret of the local stage. It is public, so no other stage starts with it. */
export const LOCAL_JWT_SECRET = 'local-development-jwt-secret-not-for-deployment';

/** The bank partner's webhook secret in the local stage: `whsec_` and 32 bytes that are public. */
export const LOCAL_ZELLE_SECRET = 'whsec_bG9jYWwtZGV2ZWxvcG1lbnQtemVsbGUtc2VjcmV0ISE=';

const SECRET_BYTES_MIN = 32;

/** Standard Webhooks asks for 24 bytes at least. */
const WEBHOOK_SECRET_BYTES_MIN = 24;

/** 32 random digits have fewer different ones once in a million times, and letters practically never. */
const DIFFERENT_BYTES_MIN = 8;

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** @throws Error that names a variable which still is a reference to where its value is */
export function requireResolved(env: Environment): void {
  const [name] = Object.entries(env).find(([, value]) => value?.includes('{{resolve:')) ?? [];
  if (name) throw new Error(`${name} is a reference that was not resolved.`);
}

/** A secret that signs tokens. @throws Error that names the variable, if it is short, public or weak */
export function strongSecret(env: Environment, name: string): string {
  const secret = required(env, name);
  const bytes = Buffer.from(secret);
  if (bytes.length < SECRET_BYTES_MIN) throw new Error(`${name} is shorter than ${SECRET_BYTES_MIN} bytes.`);
  requireNotPublic(env, name, secret.replace(/\s/g, '') === LOCAL_JWT_SECRET);
  requireHardToGuess(name, bytes);
  return secret;
}

/** The secrets of the bank partner. @throws Error that names the variable, if one of them is weak */
export function strongWebhookSecrets(env: Environment): string[] {
  const name = 'ZELLE_WEBHOOK_SECRETS';
  const secrets = list(env, name);
  for (const secret of secrets) {
    const bytes = keyOf(secret);
    if (!BASE64.test(secret.replace(/^whsec_/, '')))
      throw new Error(`${name} has a secret that is not base64.`);
    if (bytes.length < WEBHOOK_SECRET_BYTES_MIN) {
      throw new Error(`${name} has a secret that is shorter than ${WEBHOOK_SECRET_BYTES_MIN} bytes.`);
    }
    requireNotPublic(env, name, bytes.equals(keyOf(LOCAL_ZELLE_SECRET)));
    requireHardToGuess(name, bytes);
  }
  return secrets;
}

/** One key can be written in several ways: only its bytes say whether it is the same. */
function keyOf(webhookSecret: string): Buffer {
  return Buffer.from(webhookSecret.replace(/^whsec_/, ''), 'base64');
}

function requireHardToGuess(name: string, key: Buffer): void {
  if (new Set(key).size < DIFFERENT_BYTES_MIN || repeatsItself(key)) {
    throw new Error(`${name} is easy to guess: make a random one, as with openssl rand -base64 48.`);
  }
}

/** Whether a key is a shorter one, again and again. */
function repeatsItself(key: Buffer): boolean {
  const periods = Array.from({ length: key.length >> 1 }, (_, index) => index + 1);
  return periods.some((period) => key.subarray(period).equals(key.subarray(0, key.length - period)));
}
