import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { usePackedClient } from './use-packed-client.ts';

const GZIP_BYTES_MAX = 3 * 1024;

const consumer = usePackedClient();

/** Everything that an integrator would do, in one file. */
const USE = `
import { createClient, PayoutsApiError, type Payout, type PayoutsClient } from 'affiliate-payouts-client';

const client: PayoutsClient = createClient({ baseUrl: 'https://payouts.example.com', token: async () => 'token' });

export async function use(signal: AbortSignal): Promise<Payout[]> {
  const payout = await client.payouts.request({ amount: 5000 }, { idempotencyKey: 'order-7', signal });
  const status: 'scheduled' | 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' | null = payout.status;
  const receipt = await client.payouts.receipt(payout.payout_id);
  const address: string = URL.createObjectURL(receipt) + receipt.name + status;
  const { results } = await client.admin.payouts.processMany([{ payout_id: address, action: 'start' }]);
  for (const result of results) {
    if (result.success) console.log(result.payout.warnings.length);
    else if (result.error.code === 'needs_override') console.log(result.error.details.warnings.join());
  }
  try {
    await client.admin.payouts.process('p-1', { action: 'complete', transaction_id: 'T-1', notes: 'by hand' });
  } catch (error) {
    if (!(error instanceof PayoutsApiError)) throw error;
    if (error.is('insufficient_balance')) console.log(error.details.available.toFixed());
    console.log(error.code, error.status, error.requestId);
  }
  const payouts: Payout[] = [];
  for await (const one of client.payouts.all({ status: 'completed', limit: 10 })) payouts.push(one);
  return payouts;
}
`;

const OPTIONS = { strict: true, noEmit: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
const BROWSER = { lib: ['es2022', 'dom'], types: [], module: 'esnext', moduleResolution: 'bundler' };
const NODE = { lib: ['es2023'], types: ['node'], module: 'nodenext', moduleResolution: 'nodenext' };

/** Lines that must not compile, by what is wrong in them, and a word of what the compiler says. */
const MISUSES: Record<string, { line: string; word: string }> = {
  'an amount in text': {
    line: "client.payouts.request({ amount: '5000' });",
    word: "'string' is not assignable to type 'number'",
  },
  'a misspelled member': {
    line: "client.payouts.request({ amount: 5000, email: 'a@b.example' });",
    word: "'email' does not exist in type 'PayoutRequest'",
  },
  'a payment without its transaction': {
    line: "client.admin.payouts.process('p', { action: 'complete' });",
    word: "'Instruction'",
  },
  'a status that does not exist': { line: "client.payouts.list({ status: 'paid' });", word: '\'"paid"\'' },
  'an amount that may be unknown': {
    line: "(await client.payouts.get('p')).amount.toFixed();",
    word: "possibly 'null'",
  },
  'a page as if it were its payouts': {
    line: 'for (const one of await client.payouts.list()) one;',
    word: "'[Symbol.iterator]()'",
  },
  'a client without a token': {
    line: "createClient({ baseUrl: '/' });",
    word: "'token' is missing",
  },
  'the details of another error': {
    line: "try {} catch (e) { if (e instanceof PayoutsApiError && e.is('try_again')) e.details.available; }",
    word: "possibly 'undefined'",
  },
};

const fileOf = (misuse: string) => `${misuse.replaceAll(' ', '-')}.ts`;

/**
 * What the compiler says of the use, and of each misuse of it, in a project of this kind: all lines, by file.
 */
async function diagnose(options: object): Promise<Record<string, string[]>> {
  const misuses = Object.entries(MISUSES).map(([what, { line }]) => [fileOf(what), `${USE}${line}\n`]);
  const sources = { 'use.ts': USE, ...Object.fromEntries(misuses) };
  const tsconfig = { compilerOptions: { ...OPTIONS, ...options }, files: Object.keys(sources) };
  const files = {
    ...sources,
    'package.json': '{"type":"module"}',
    'tsconfig.json': JSON.stringify(tsconfig),
  };
  const { stdout } = await consumer.run('tsc', ['--pretty', 'false'], files);
  const lines = stdout.split('\n').filter((line) => /^\S/.test(line));
  return Object.groupBy(lines, (line) => line.split('(')[0] ?? '') as Record<string, string[]>;
}

describe('the package', () => {
  it('has what is needed to use it and nothing else', () => {
    const modules = [
      'answer',
      'client',
      'compiled/types',
      'create-client',
      'error',
      'index',
      'retry',
      'send',
      'token',
    ];
    const built = modules.flatMap((name) => [`dist/${name}.d.ts`, `dist/${name}.js`]);
    const files = ['LICENSE', 'README.md', ...built, 'package.json'];
    expect(consumer.files).toStrictEqual(files.map((file) => `package/${file}`).sort());
  });

  it('depends on nothing', async () => {
    const manifest = JSON.parse(await readFile(join(consumer.clientFolder, 'package.json'), 'utf8'));
    const kinds = Object.keys(manifest).filter((name) => /dependencies/i.test(name));
    expect(kinds).toStrictEqual([]);
  });

  it('has the license of the project', async () => {
    const license = await readFile(join(consumer.clientFolder, 'LICENSE'), 'utf8');
    expect(license).toBe(await readFile('LICENSE', 'utf8'));
  });

  it(`has at most ${GZIP_BYTES_MAX} bytes in a page, and nothing of Node`, async () => {
    const { outputFiles } = await build({
      entryPoints: [join(consumer.clientFolder, 'dist/index.js')],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      write: false,
    });
    const [bundle] = outputFiles;
    expect(gzipSync(bundle?.contents ?? '', { level: 9 }).length).toBeLessThanOrEqual(GZIP_BYTES_MAX);
    expect(bundle?.text).toContain('PayoutsApiError');
    expect(bundle?.text).not.toMatch(/\b(?:import|require)\b/);
  });

  it('runs in Node', async () => {
    const program = `
      import { createClient } from 'affiliate-payouts-client';
      const fetch = async (url) => Response.json({ success: true, data: { balance: { available: 7, url } } });
      const client = createClient({ baseUrl: 'https://x.example', token: 't', fetch });
      console.log(JSON.stringify(await client.payouts.balance()));
    `;
    const { stdout, stderr } = await consumer.run('node', ['program.mjs'], { 'program.mjs': program });
    const balance = { available: 7, url: 'https://x.example/payouts/balance' };
    expect({ stdout, stderr }).toStrictEqual({ stdout: `${JSON.stringify(balance)}\n`, stderr: '' });
  });
});

describe.each([
  ['a browser', BROWSER],
  ['Node', NODE],
])('the types, for %s', (_, options) => {
  let said: Record<string, string[]>;
  beforeAll(async () => {
    said = await diagnose(options);
  });

  it('accept what is right, and are right themselves', () => {
    expect(Object.keys(said).sort()).toStrictEqual(Object.keys(MISUSES).map(fileOf).sort());
  });

  it.each(Object.entries(MISUSES))('refuse %s', (what, { word }) => {
    const lastLine = USE.split('\n').length;
    expect(said[fileOf(what)]).toHaveLength(1);
    expect(said[fileOf(what)]?.[0]).toContain(`.ts(${lastLine},`);
    expect(said[fileOf(what)]?.[0]).toContain(word);
  });
});
