import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClient } from '../../client/index.ts';
import { type Fixture, PENDING_ID, RUN_OF } from '../../testing/event-fixtures.ts';
import { type Service, tokenOf } from './service.ts';

/** Has the event of a run name one that exists: the demo data has none. */
export async function giveRunTo({ file, event, functionName }: Fixture, service: Service): Promise<void> {
  const status = functionName && RUN_OF[functionName];
  if (!status) return;
  const { runs } = createClient({ baseUrl: service.url, token: tokenOf(service, 'user-admin') }).admin;
  const { run } = await runs.create({ form: 'paypal_csv', payout_ids: [PENDING_ID] });
  if (status === 'confirmed') await runs.confirm(run.run_id, { hash: run.hash });
  const text = JSON.stringify(event).replaceAll(String(event.pathParameters?.run_id), run.run_id);
  await writeFile(join(service.folder, 'events', file), text);
}
