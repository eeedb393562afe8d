import { beforeAll, describe, it } from 'vitest';
import { buildImportRunResult } from '../../../functions/admin/runs-result.ts';
import type { ApiHandler } from '../../../libs/http/event.ts';
import type { RunView } from '../../../schemas/parts/run.ts';
import { expectRefusal } from '../../../testing/expect.ts';
import { payoutThatIs } from '../../../testing/lifecycle.ts';
import {
  invalidRequest,
  RUN_NOT_FOUND,
  runHas,
  SAYS,
  TOO_LARGE,
  UNSUPPORTED_MEDIA_TYPE,
} from '../../../testing/refusals.ts';
import { confirm, freeze, importing } from '../../../testing/runs.ts';
import { useHandler } from '../../../testing/use-handler.ts';

const { world, handler: importResult } = useHandler(buildImportRunResult);
const CSV = 'id,status,reason\nx,failed,Closed.\n';
const UNSUPPORTED = { ...UNSUPPORTED_MEDIA_TYPE, message: 'The body must be sent as text/csv.' };

let draft: RunView;
let run: RunView;
beforeAll(async () => {
  const { payout_id } = await payoutThatIs(world, 'pending');
  draft = await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] });
  run = await confirm(world, await freeze(world, { form: 'paypal_csv', payout_ids: [payout_id] }));
});

describe('POST /admin/runs/{run_id}/result', () => {
  it.each(['application/json', 'text/plain', 'text/csvx', 'application/csv', ''])(
    'is 415 for the type %j',
    (type) =>
      expectRefusal(
        world,
        importResult,
        { ...importing(run.run_id, CSV), headers: { 'content-type': type } },
        UNSUPPORTED,
      ),
  );

  it('is 413 for more than 1 MiB, whatever its type', () => {
    const request = importing(run.run_id, CSV.padEnd(1024 * 1024 + 1, '\n'));
    const refusal = { ...TOO_LARGE, message: 'The body is larger than 1048576 bytes.' };
    return expectRefusal(
      world,
      importResult,
      { ...request, headers: { 'content-type': 'text/plain' } },
      refusal,
    );
  });

  it.each([
    ['latin-1', Buffer.from('für', 'latin1')],
    ['UTF-16', Buffer.from('\ufeffid,status', 'utf16le')],
    ['an overlong encoding', Buffer.from([0xc0, 0xaf])],
  ])('is 400 for bytes that are not UTF-8: %s', (_, bytes) => {
    const body = Buffer.concat([Buffer.from(CSV), bytes]).toString('base64');
    const handler: ApiHandler = (event, context) =>
      importResult({ ...event, body, isBase64Encoded: true }, context);
    return expectRefusal(
      world,
      handler,
      importing(run.run_id, ''),
      invalidRequest(['', 'must be text in UTF-8']),
    );
  });

  it('is 400 for text that cannot have been sent', () =>
    expectRefusal(
      world,
      importResult,
      importing(run.run_id, `${CSV}\ud800`),
      invalidRequest(['', 'must be text in UTF-8']),
    ));

  it('is 400 for a file that was cut off, and names the line', () =>
    expectRefusal(
      world,
      importResult,
      importing(run.run_id, 'id,status,reason\nx,failed,Closed.\ny,failed,"Clo'),
      invalidRequest(['lines.3', 'must have its quotes closed']),
    ));

  it('is 400 for an empty file', () =>
    expectRefusal(
      world,
      importResult,
      importing(run.run_id, ''),
      invalidRequest(['lines', 'must begin with a header']),
    ));

  it.each(['', 'yes', 'TRUE', '1'])('is 400 for dry_run=%j', (value) =>
    expectRefusal(
      world,
      importResult,
      importing(run.run_id, CSV, { query: { dry_run: value } }),
      invalidRequest(['dry_run', 'must be true or false']),
    ),
  );

  it('is 400 for another member of the query', () =>
    expectRefusal(
      world,
      importResult,
      importing(run.run_id, CSV, { query: { dryRun: 'true' } }),
      invalidRequest(['dryRun', SAYS.unknown]),
    ));

  it('is 404 for a run that there is not, after the file was read', async () => {
    await expectRefusal(world, importResult, importing('none', CSV), RUN_NOT_FOUND);
    const refusal = invalidRequest(['lines', 'must begin with a header']);
    await expectRefusal(world, importResult, importing('none', ''), refusal);
  });

  it('is 409 for a draft', () =>
    expectRefusal(
      world,
      importResult,
      importing(draft.run_id, CSV),
      runHas('takes no results: it is not confirmed yet', 'result', 'draft'),
    ));
});
