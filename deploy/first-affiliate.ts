import { execFile } from 'node:child_process';
import { parseArgs, promisify } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import jwt from 'jsonwebtoken';
import { TABLES } from '../libs/store/engine/tables.ts';
import { runScript } from '../terminal/run-script.ts';

const USAGE = `Usage: npm run --silent first-affiliate -- --stage dev [--user user-first] [--email first@example.com]
  JWT_SECRET: the stage's secret; without it, the AWS command line reads it from SSM.
  DYNAMODB_ENDPOINT: a database that is not AWS's.`;

const OPTIONS = {
  stage: { type: 'string', default: 'dev' },
  user: { type: 'string', default: 'user-first' },
  email: { type: 'string', default: 'first@example.com' },
} as const;

/** So that a first request goes through, and an overdraw can be tried. */
const EARNED_CENTS = 100_000;

/**
 * `npm run first-affiliate`: an affiliate to try a new stage with, and tokens for them and for an admin. In
 * real life another service owns the affiliates, and a backend signs the tokens: so never in `prod`.
 */
async function main(): Promise<void> {
  const { stage, user, email } = parseArgs({ options: OPTIONS }).values;
  requireTrial(stage);
  const secret = process.env.JWT_SECRET || (await secretOf(stage));
  const affiliate = {
    affiliate_id: `aff-${user}`,
    user_id: user,
    status: 'active',
    total_earned: EARNED_CENTS,
    total_paid: 0,
    payment_method: 'zelle',
    payment_email: email,
  };
  const TableName = `${TABLES.affiliates.name}-${stage}`;
  const isNew = await putNew(TableName, affiliate);
  const lines = [
    `${affiliate.affiliate_id} ${isNew ? 'is new in' : 'was already in'} ${TableName}.`,
    `export TOKEN=${tokenOf({ user_id: user }, secret)}`,
    `export ADMIN_TOKEN=${tokenOf({ user_id: 'user-admin', role: 'admin' }, secret)}`,
    'Both are valid for an hour. For example: curl -H "Authorization: Bearer $TOKEN" <address>/payouts/balance',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** @throws Error for a stage where money is real, or where `npm start` has made affiliates */
function requireTrial(stage: string): void {
  if (/^(?:prod|live)/i.test(stage)) {
    throw new Error(`${stage} gets no affiliate from here: there, another service owns them.`);
  }
  if (stage === 'local') throw new Error('npm start makes affiliates for local, and npm run token a token.');
}

async function secretOf(stage: string): Promise<string> {
  const name = `/affiliate-payouts/${stage}/jwt-secret`;
  const args = ['ssm', 'get-parameter', '--with-decryption', '--name', name];
  try {
    const query = ['--query', 'Parameter.Value', '--output', 'text'];
    const { stdout } = await promisify(execFile)('aws', [...args, ...query]);
    return stdout.trim();
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    const why = code === 'ENOENT' ? 'there is no AWS command line here' : stderr?.trim();
    throw new Error(`The secret ${name} could not be read: ${why}. Give it as JWT_SECRET.`);
  }
}

/** @returns false if it was there already, and was left as it is */
async function putNew(TableName: string, Item: Record<string, unknown>): Promise<boolean> {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  const local = endpoint && {
    endpoint,
    region: 'localhost',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const db = DynamoDBDocumentClient.from(new DynamoDBClient({ ...local }));
  try {
    await db.send(
      new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(affiliate_id)' }),
    );
    return true;
  } catch (error) {
    if ((error as Error).name === 'ConditionalCheckFailedException') return false;
    throw new Error(`${TableName} could not be written: ${(error as Error).message}`);
  }
}

function tokenOf(claims: object, secret: string): string {
  const { JWT_ISSUER, JWT_AUDIENCE } = process.env;
  return jwt.sign(claims, secret, {
    expiresIn: '1h',
    ...(JWT_ISSUER && { issuer: JWT_ISSUER }),
    ...(JWT_AUDIENCE && { audience: JWT_AUDIENCE }),
  });
}

await runScript({ name: 'npm run first-affiliate --', usage: USAGE }, async () => void (await main()));
