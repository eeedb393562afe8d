import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breaches, unnamed } from '../../schemas/build/openapi/compare.ts';
import type { Json } from '../../schemas/build/openapi/json.ts';
import { BREAKING } from '../../testing/planted-changes/breaking.ts';
import { BALANCE, type Change, LIST, remove, schema } from '../../testing/planted-changes/document.ts';
import { HARMLESS } from '../../testing/planted-changes/harmless.ts';

const RELEASED = readFileSync('docs/released/openapi.json', 'utf8');
const CURRENT = readFileSync('openapi.json', 'utf8');

const after = (change: Change): Json => {
  const document = JSON.parse(RELEASED);
  change(document);
  return document;
};

const brokenBy = (change: Change) => [
  ...new Set(breaches(JSON.parse(RELEASED), after(change)).map(({ operation: broken }) => broken)),
];

describe('the comparison of two descriptions', () => {
  it.each(BREAKING)('finds %s', (_, change, broken) => {
    expect(brokenBy(change).sort()).toStrictEqual(broken);
  });

  it.each(HARMLESS)('does not mind %s', (_, change) => {
    expect(brokenBy(change)).toStrictEqual([]);
  });

  it('says what changed, and where', () => {
    const change: Change = (document) => {
      schema(document, 'Balance').required.push('x');
      remove(schema(document, 'Balance').required, 'pending');
    };
    expect(breaches(JSON.parse(RELEASED), after(change))).toContainEqual({
      operation: BALANCE,
      change: 'answer 200 data.balance: pending is no longer always there',
    });
  });
});

describe('the changelog', () => {
  const breach = { operation: LIST, change: 'query status is removed' };
  const changelog = (entry: string) =>
    `# Changelog\n\n## Unreleased\n\n- Other.\n- ${entry}\n\n## 1.0.0\n\n- Old.\n`;

  it.each([
    'Breaking: `GET /payouts` has no `status` any more.',
    'The list has no `status`\n  any more, which is breaking for `GET\n  /payouts`.',
  ])('names a breaking change: %s', (entry) => {
    expect(unnamed([breach], changelog(entry))).toStrictEqual([]);
  });

  it.each([
    'Breaking: `GET /payouts/balance` has no `pending` any more.',
    '`GET /payouts` has no `status` any more.',
    'Other.\n\n## 0.9.0\n\n- Breaking: `GET /payouts` has no `status` any more.',
  ])('does not name it: %s', (entry) => {
    expect(unnamed([breach], changelog(entry))).toStrictEqual([breach]);
  });

  it('names every breaking change since the last release', () => {
    const changes = breaches(JSON.parse(RELEASED), JSON.parse(CURRENT));
    expect(unnamed(changes, readFileSync('CHANGELOG.md', 'utf8'))).toStrictEqual([]);
  });
});
