import { describe, expect, it } from 'vitest';
import { call } from '../../../testing/call.ts';
import { ADMIN_ENDPOINTS, AFFILIATE_ENDPOINTS, allowedTo, askedOf } from '../../../testing/endpoints.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();
const ENDPOINTS = [...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS];
/** The file of a run's results is text. */
const takesJson = ({ name }: { name: string }) =>
  name.startsWith('POST ') && !/\/(?:cancel|result)$/.test(name);
const isExport = ({ name }: { name: string }) => name.endsWith('/export');

describe('a request that cannot be understood', () => {
  it.each(ENDPOINTS.filter(takesJson))('is invalid_json if its body is none: $name', async (endpoint) => {
    const asked = allowedTo(endpoint, await askedOf(world, endpoint));
    const { status, json } = await call(endpoint.build(world), { ...asked, body: '{' });
    expect([status, json.error.code]).toStrictEqual([400, 'invalid_json']);
  });

  it.each(ENDPOINTS.filter(isExport))('is invalid_request if a filter is none: $name', async (endpoint) => {
    const asked = allowedTo(endpoint, await askedOf(world, endpoint));
    const { status, json } = await call(endpoint.build(world), { ...asked, query: { status: 'nonsense' } });
    expect([status, json.error.code]).toStrictEqual([400, 'invalid_request']);
  });
});
