import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClient } from '../../client/index.ts';
import { DEMO_USERS } from '../../local/demo-users.ts';
import { fetchApi } from '../../testing/fetch-api.ts';
import { readPdf } from '../../testing/pdf.ts';
import { startWitness, type Witness } from '../../testing/witness.ts';
import { type Service, startService, tokenOf } from './service.ts';

let service: Service;
let witness: Witness;
beforeAll(async () => {
  service = await startService();
  witness = await startWitness(service.url);
});
beforeEach(() => service.reset());
afterEach(() => expect(witness.faults).toStrictEqual([]));
afterAll(() => {
  witness?.close();
  return service?.stop();
});

interface StoredMail {
  subject: string;
  destination: { to: string[] };
  body: { html: string };
}

const clientOf = (user: string) =>
  createClient({ baseUrl: service.url, token: tokenOf(service, user), fetch: fetchApi });

async function storedMailsTo(address: string): Promise<StoredMail[]> {
  const response = await fetch(`http://localhost:${service.ports.MAIL_PORT}/store`);
  const { emails } = (await response.json()) as { emails: StoredMail[] };
  return emails.filter(({ destination }) => destination.to.includes(address));
}

async function mailsTo(address: string): Promise<string[]> {
  return (await storedMailsTo(address)).map(({ subject }) => subject);
}

/** Where the letters lead, each place once. */
async function linksTo(address: string): Promise<(string | undefined)[]> {
  const links = (await storedMailsTo(address)).map(({ body }) => body.html.match(/href="([^"]*)"/)?.[1]);
  return [...new Set(links)];
}

it('a requested payout is paid, each mail is sent once and in order, and there is a receipt', async () => {
  const { payouts } = clientOf('user-ada');
  const { payout_id: id } = await payouts.request({ amount: 1250 });
  await expect.poll(() => mailsTo('ada@example.com'), { timeout: 20_000 }).toHaveLength(1);
  await clientOf('user-admin').admin.payouts.process(id, { action: 'start' });
  await expect.poll(() => payouts.get(id), { timeout: 30_000 }).toMatchObject({ status: 'completed' });
  await expect
    .poll(() => mailsTo('ada@example.com'), { timeout: 20_000 })
    .toStrictEqual([
      'We have your request for $12.50',
      'Your payout of $12.50 is on its way',
      'Your payout of $12.50 is paid',
    ]);
  expect(await mailsTo('admin@example.com')).toStrictEqual(['A payout of $12.50 was requested']);
  expect(await linksTo('ada@example.com')).toStrictEqual([`${service.url}/dashboard/#/payouts/${id}`]);
  expect(await linksTo('admin@example.com')).toStrictEqual([
    `${service.url}/dashboard/admin/#/payouts/${id}`,
  ]);

  const receipt = await payouts.receipt(id);
  expect(receipt.type).toBe('application/pdf');
  const { text } = await readPdf(new Uint8Array(await receipt.arrayBuffer()));
  const { transaction_id, requested_at } = await payouts.get(id);
  for (const fact of ['$12.50', 'ada@example.com', transaction_id ?? '-']) expect(text).toContain(fact);
  expect(text).toContain(requested_at?.slice(0, 4) ?? '-');
}, 120_000);

describe('the welcome', () => {
  it('is twenty lines, and says where everything is and who can call', () => {
    const lines = service.welcome.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(20);
    for (const path of ['/dashboard/', '/dashboard/admin/', '/docs/']) {
      expect(service.welcome).toContain(service.url + path);
    }
    const { MAIL_PORT, PAYPAL_PORT, PORT } = service.ports;
    for (const port of [MAIL_PORT, PAYPAL_PORT]) expect(service.welcome).toContain(`:${port}`);
    expect(service.welcome).toContain(`.start/${PORT}.log`);
    for (const [user, shows] of Object.entries(DEMO_USERS)) {
      expect(lines.find((line) => line.startsWith(`  ${user} `))).toContain(shows);
    }
  });

  it('shows three calls that work when pasted, each of which ends its line', async () => {
    const [setting = '', ...calls] = service.welcome.trimEnd().split('\n').slice(-4);
    for (const call of calls) {
      const pasted = `${setting}\n${call.replace(service.url, `http://localhost:${witness.port}`)}`;
      const { stdout } = await service.run('bash', ['-c', pasted]);
      expect(stdout.endsWith('}\n')).toBe(true);
      expect(JSON.parse(stdout)).toMatchObject({ success: true });
    }
  });

  it('leaves what the plugins say to the log', async () => {
    const log = await readFile(join(service.folder, `.start/${service.ports.PORT}.log`), 'utf8');
    expect(log).toContain('Offline [http for lambda] listening');
  });
});

describe('the README', () => {
  /** The only piece of code in this language that makes calls, for the service of this test. */
  const codeIn = async (language: string): Promise<string> => {
    const text = await readFile('README.md', 'utf8');
    const pieces = Array.from(text.matchAll(/^```(\w+)\n(.*?)^```$/gms), ([, name, code = '']) => ({
      name,
      code,
    }));
    const [piece = ''] = pieces.flatMap(({ name, code }) =>
      name === language && /payout/.test(code) ? [code] : [],
    );
    return piece.replaceAll('localhost:3000', `localhost:${witness.port}`);
  };
  const WORDS = ['15000', '6783b139-524d-540a-83be-9c36db0501f1', 'insufficient_balance', '20000'];

  const run = async (command: string, ...args: string[]) => {
    const { exitCode, stdout, stderr } = await service.run(command, args, {
      TOKEN: tokenOf(service, 'user-ada'),
    });
    expect({ exitCode, stderr }).toStrictEqual({ exitCode: 0, stderr: '' });
    return stdout;
  };

  it('shows calls with curl that answer as it says', async () => {
    const said = (await codeIn('json'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const answers = (await run('bash', '-c', await codeIn('sh')))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const { requested_at } = answers[1].data.payout;
    said[1].data.payout.requested_at = requested_at;
    expect(answers).toStrictEqual(said);
  });

  it('shows calls with the client that work', async () => {
    await run('npm', 'run', '--silent', 'client');
    await writeFile(join(service.folder, 'first.mjs'), await codeIn('js'));
    const stdout = await run('node', 'first.mjs');
    for (const word of WORDS) expect(stdout).toContain(word);
  });

  it('shows calls with Python that work', async () => {
    await writeFile(join(service.folder, 'first.py'), await codeIn('python'));
    const stdout = await run('python3', 'first.py');
    for (const word of WORDS) expect(stdout).toContain(word);
  });

  it('names a demo that tells its story to the end', async () => {
    const { stdout, ...rest } = await service.run('node', ['local/demo.ts'], {
      ...service.ports,
      PORT: String(witness.port),
    });
    const statuses = Array.from(stdout.matchAll(/the payout is (\w+)/g), ([, status]) => status);
    expect({ ...rest, statuses }).toStrictEqual({
      exitCode: 0,
      stderr: '',
      statuses: ['pending', 'processing', 'completed', 'scheduled', 'cancelled'],
    });
  });
});
