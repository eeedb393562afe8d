import { appendFileSync, readFileSync } from 'node:fs';
import { USES_FILE } from '../seen-file.ts';
import { FUNCTIONS, type Grant, grantsOf, isAllowed } from './grants.ts';
import type { Need } from './needs.ts';

/** One use of the SDK by a function. */
interface Use {
  name: string;
  need: Need;
}

const noted = new Set<string>();

/** Notes what a function has needed its role for. Outside a run of tests, nothing is noted. */
export function noteUse(name: string, need: Need): void {
  const file = process.env[USES_FILE];
  const line = JSON.stringify({ name, need } satisfies Use);
  if (!file || noted.has(line)) return;
  noted.add(line);
  appendFileSync(file, `${line}\n`);
}

/** What any worker has noted in this run. */
export function notedUses(): Use[] {
  const file = process.env[USES_FILE];
  const lines = new Set(file ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []);
  return Array.from(lines, (line) => JSON.parse(line));
}

/** What functions have done that their roles do not allow, also where a test did not mind. */
export function usesNotAllowed(uses = notedUses()): string[] {
  return uses
    .filter(({ name, need }) => !isAllowed(grantsOf(FUNCTIONS[name] ?? { iamRoleStatements: [] }), need))
    .map(({ name, need: { action, resource } }) => `${name} needs ${action} on ${resource}`);
}

/** What roles allow, and no function has done. */
export function grantsNotUsed(uses = notedUses()): string[] {
  return Object.entries(FUNCTIONS)
    .filter(([name]) => name !== SUM_OF_ROUTES)
    .flatMap(([name, deployed]) => {
      const needs = uses.filter((use) => use.name === name).map(({ need }) => need);
      return grantsOf(deployed)
        .filter((grant) => !isOfLambda(grant) && !needs.some((need) => isAllowed([grant], need)))
        .map(({ action, resource }) => `${name} may ${action} on ${resource}`);
    });
}

/** Has what the routes' functions have; tests/deploy/roles.test.ts holds it to that. */
const SUM_OF_ROUTES = 'router';

/** Leaving a dead letter is what Lambda does in the function's name. */
const isOfLambda = ({ action }: Grant) => action === 'sqs:SendMessage';
