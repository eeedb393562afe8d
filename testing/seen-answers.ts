import { appendFileSync, readFileSync } from 'node:fs';
import { ROUTES } from '../functions/routes.ts';
import { type EndpointRecord, errorsOf, type Route } from '../libs/http/route.ts';
import { STATUS_OF } from '../libs/http/status.ts';
import type { ErrorCode } from '../libs/payouts/errors.ts';
import { SEEN_FILE } from './seen-file.ts';

const noted = new Set<string>();

/** Notes that a test has seen this answer. Outside a run of tests, nothing is noted. */
export function noteSeen({ name }: Pick<Route, 'name'>, status: number, code?: ErrorCode): void {
  const file = process.env[SEEN_FILE];
  const answer = lineOf(name, status, code);
  if (!file || noted.has(answer)) return;
  noted.add(answer);
  appendFileSync(file, `${answer}\n`);
}

/** The answers that the API describes and that no worker has noted. */
export function unseenAnswers(): string[] {
  const file = process.env[SEEN_FILE];
  const seen = new Set(file ? readFileSync(file, 'utf8').split('\n') : []);
  return Object.values<EndpointRecord>(ROUTES)
    .flatMap(answersOf)
    .filter((answer) => !seen.has(answer));
}

function answersOf(route: EndpointRecord): string[] {
  const failures = errorsOf(route).map((code) => lineOf(route.name, STATUS_OF[code], code));
  return [lineOf(route.name, route.success.status), ...failures];
}

function lineOf(name: string, status: number, code?: ErrorCode): string {
  return [name, status, ...(code ? [code] : [])].join(' ');
}
