import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secondsOf } from '../../../local/duration.ts';

const SCRIPTS: Record<string, string> = JSON.parse(readFileSync('package.json', 'utf8')).scripts;
const OURS = Object.entries(SCRIPTS).flatMap(([name, command]) => {
  const [, file] = /^(?:exec )?node ((?!schemas\/)\S+)$/.exec(command) ?? [];
  return file ? [{ name, file }] : [];
});

/** How a script ends, as `npm run` starts it. */
async function run(file: string, ...args: string[]) {
  const ended = promisify(execFile)(process.execPath, [file, ...args]);
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ code: Number(code), stdout: String(stdout), stderr: String(stderr) }),
  );
}

describe('the scripts of package.json', () => {
  it('are found', () => {
    expect(OURS.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['start', 'token', 'bench', 'audit']),
    );
  });

  it.concurrent.each(OURS)('tell in one line that an option is unknown: $name', async ({ file }) => {
    const { code, stdout, stderr } = await run(file, '--nope');
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^Unknown option '--nope'\. npm .* --help shows the options\.\n$/);
  });

  it.concurrent.each(['local/token.ts', 'local/start.ts'])('show their options: %s', async (file) => {
    const { code, stdout, stderr } = await run(file, '--help');
    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: npm /);
  });

  it.concurrent.each([
    ['local/token.ts', 'user-ada', 'user-grace'],
    ['local/token.ts'],
    ['local/demo.ts', 'please'],
    ['local/start.ts', 'please'],
    ['simulation/main.ts', '--steps', '1e3'],
    ['takeover/old-tables.ts', '--endpoint', 'http://localhost:1', '--seed', '-1'],
    ['takeover/mend.ts', 'payouts'],
    ['bench/main.ts', 'speed'],
  ])('tell in one line what means nothing: %j', async (file, ...args) => {
    const { code, stdout, stderr } = await run(file, ...args);
    expect(code).toBeGreaterThan(0);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).not.toMatch(/Error|\bat /);
  });
});

describe('the life of a token', () => {
  const lifeOf = async (span: string) => {
    const { stdout } = await run('local/token.ts', 'user-ada', '--expires-in', span);
    const [, claims = ''] = stdout.split('.');
    const { exp, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    return exp - iat;
  };

  it('O7: is in seconds without a unit', async () => expect(await lifeOf('3600')).toBe(3600));
  it('has a unit', async () => expect(await lifeOf('8h')).toBe(8 * 3600));

  it.each([
    ['90s', 90],
    ['15m', 900],
    ['2d', 172_800],
  ])('is a number of seconds: %s', (span, seconds) => expect(secondsOf(span)).toBe(seconds));

  it.each(['', '0', '-1h', '1.5h', '1e3', '1 h', '8 hours', 'h', '9007199254740992', '9007199254740991d'])(
    'is refused in one line if it is none: "%s"',
    (span) => expect(() => secondsOf(span)).toThrow(`such as 3600, 15m, 8h or 7d; ${span} is none.`),
  );
});
