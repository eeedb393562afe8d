import { describe, expect, it } from 'vitest';
import { ROUTES } from '../../functions/routes.ts';
import { type EndpointRecord, errorsOf, type Route, sharedErrorsOf } from '../../libs/http/route.ts';
import { STATUS_OF } from '../../libs/http/status.ts';
import type { ErrorCode } from '../../libs/payouts/errors.ts';

const ENDPOINTS = Object.values<EndpointRecord>(ROUTES);
const CALLERS = { everybody: 'everybody, by signature', users: 'affiliates', admins: 'admins' };
const READINGS = { json: 'JSON', csv: 'CSV', bytes: 'bytes, which are signed', nothing: 'nothing' };

describe('the records of the endpoints', () => {
  it.each(ENDPOINTS)('$name names no error twice', (route) => {
    const codes = errorsOf(route);
    expect(codes).toStrictEqual([...new Set(codes)]);
  });

  it.each(ENDPOINTS)('$name is summed up in a sentence', ({ summary }) => {
    expect(summary).toMatch(/^[A-Z][^.]+\.$/);
  });

  it('are the table in the docs (npm test -- -u writes it anew)', async () => {
    await expect(document()).toMatchFileSnapshot('../../docs/endpoints.md');
  });
});

function document(): string {
  return `# The endpoints

This page is made from the records of the endpoints in \`functions/\`, and a test holds them together.

| method and path | for | what it does | success | errors of its own |
| --- | --- | --- | --- | --- |
${ENDPOINTS.map(rowOf).join('\n')}

Besides its own, an endpoint gives the errors of its kind:

| for | method | reads | errors |
| --- | --- | --- | --- |
${kindsOf(ENDPOINTS).map(rowOfKind).join('\n')}
`;
}

function rowOf({ method, path, access, summary, success, errors }: Route): string {
  const answer = 'data' in success ? success.data : success.type;
  const cells = [
    `\`${method} ${path}\``,
    CALLERS[access],
    summary,
    `${success.status} ${answer}`,
    named(errors),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The first endpoint of each kind: its callers, its method, and how it reads. */
function kindsOf(routes: Route[]): Route[] {
  const sameKind = (one: Route, other: Route) =>
    one.access === other.access && one.reads === other.reads && one.method === other.method;
  return routes.filter((route, index) => routes.findIndex((other) => sameKind(route, other)) === index);
}

function rowOfKind(route: Route): string {
  return `| ${CALLERS[route.access]} | ${route.method} | ${READINGS[route.reads]} | ${named(sharedErrorsOf(route))} |`;
}

function named(codes: readonly ErrorCode[]): string {
  return codes.map((code) => `${STATUS_OF[code]} \`${code}\``).join(', ') || '–';
}
