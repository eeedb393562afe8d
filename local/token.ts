import { parseArgs } from 'node:util';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { LOCAL_JWT_SECRET } from '../libs/runtime/settings.ts';
import { runScript } from '../terminal/run-script.ts';
import { secondsOf } from './duration.ts';

/** What a token can be asked to say; `expiresIn` is seconds, or a span with its unit such as `1h`. */
export interface TokenRequest {
  admin?: boolean;
  expiresIn?: number | `${number}${'s' | 'm' | 'h' | 'd'}`;
}

const NAME = 'npm run --silent token --';
const USAGE = `Usage: ${NAME} <user_id> [--admin] [--expires-in <seconds, or 15m, 8h, 7d; 1h by default>]`;

/** A token of the local stage. */
export function localToken(userId: string, { admin = false, expiresIn = '1h' }: TokenRequest = {}): string {
  const { JWT_SECRET = LOCAL_JWT_SECRET, JWT_ISSUER, JWT_AUDIENCE } = process.env;
  return jwt.sign({ user_id: userId, ...(admin && { role: 'admin' }) }, JWT_SECRET, {
    expiresIn: expiresIn as NonNullable<SignOptions['expiresIn']>,
    ...(JWT_ISSUER && { issuer: JWT_ISSUER }),
    ...(JWT_AUDIENCE && { audience: JWT_AUDIENCE }),
  });
}

function main(): undefined {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { admin: { type: 'boolean', default: false }, 'expires-in': { type: 'string', default: '1h' } },
  });
  const [userId] = positionals;
  if (!userId || positionals.length > 1) throw new Error(USAGE);
  const { admin, 'expires-in': span } = values;
  process.stdout.write(`${localToken(userId, { admin, expiresIn: secondsOf(span) })}\n`);
}

if (process.argv[1] === import.meta.filename) await runScript({ name: NAME, usage: USAGE }, main);
