import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimsOf, filesOf } from '../../testing/security/claims.ts';
import { MISTAKES } from '../../testing/security/mistakes.ts';

const CLAIMS = claimsOf(readFileSync('docs/security.md', 'utf8'));
const RED = new Set(Object.values(MISTAKES).flatMap(({ red }) => red));
const CHANGES = Object.entries(MISTAKES).flatMap(([name, { changes }]) =>
  changes.map((change) => ({ name, ...change })),
);

/** What a deployment has, and what the simulation finds, is no mistake in one place of the code. */
const OTHERWISE = /^tests\/(?:deploy|tools\/simulation)\//;

describe('the security review', () => {
  it('names tests', () => expect(CLAIMS.length).toBeGreaterThan(100));

  it.each(CLAIMS)('names a test that exists in $files: $title', (claim) =>
    expect(filesOf(claim)).not.toStrictEqual([]),
  );

  it.each(CLAIMS.filter(({ files }) => !OTHERWISE.test(files)))(
    'names a test that was seen red for a mistake: $title',
    ({ title }) => expect(RED).toContain(title),
  );

  it('has no mistake for a test that it does not name', () => {
    const titles = new Set(CLAIMS.map(({ title }) => title));
    expect([...RED].filter((title) => !titles.has(title))).toStrictEqual([]);
  });

  it.each(CHANGES)('is about code that has the place for a mistake: $name, in $file', ({ file, from }) =>
    expect(readFileSync(file, 'utf8').split(from)).toHaveLength(2),
  );
});
