import { describe, it } from 'vitest';
import { ADMIN_ENDPOINTS, AFFILIATE_ENDPOINTS } from '../../../testing/endpoints.ts';
import { expectPreflight } from '../../../testing/expect.ts';
import { UNKNOWN_ID } from '../../../testing/odd-ids.ts';
import { handlerOn } from '../../../testing/use-handler.ts';
import { useWorld } from '../../../testing/use-world.ts';

const world = useWorld();

describe.each([...AFFILIATE_ENDPOINTS, ...ADMIN_ENDPOINTS])('$name: preflight', ({ name, build }) => {
  it('lets our page call, and no other', () => {
    const [method = '', path = ''] = name.replace('{payout_id}', UNKNOWN_ID).split(' ');
    return expectPreflight(handlerOn(world, build), path, method);
  });
});
