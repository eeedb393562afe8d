import { parseArgs } from 'node:util';
import jwt, { type SignOptions } from 'jsonwebtoken';
import { LOCAL_JWT_SECRET } from '../libs/runtime/settings.ts';

/** What a token can be asked to say; `expiresIn` is a span such as `1h`. */
export interface TokenRequest {
  admin?: boolean;
  expiresIn?: string;
}

/** A token of the local stage. */
export function localToken(userId: string, { admin = false, expiresIn = '1h' }: TokenRequest = {}): string {
  const { JWT_SECRET = LOCAL_JWT_SECRET, JWT_ISSUER, JWT_AUDIENCE } = process.env;
  return jwt.sign({ user_id: userId, ...(admin && { role: 'admin' }) }, JWT_SECRET, {
    expiresIn: expiresIn as NonNullable<SignOptions['expiresIn']>,
    ...(JWT_ISSUER && { issuer: JWT_ISSUER }),
    ...(JWT_AUDIENCE && { audience: JWT_AUDIENCE }),
  });
}

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { admin: { type: 'boolean' }, 'expires-in': { type: 'string' } },
  });
  const [userId] = positionals;
  if (!userId || positionals.length > 1) {
    throw new Error('Usage: npm run --silent token -- <user_id> [--admin] [--expires-in 1h]');
  }
  const { admin, 'expires-in': expiresIn } = values;
  process.stdout.write(
    `${localToken(userId, { ...(admin && { admin }), ...(expiresIn && { expiresIn }) })}\n`,
  );
}

if (process.argv[1] === import.meta.filename) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
