import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Change, type Mail, mailsFor } from '../../libs/email/mails.ts';
import { isLate } from '../../libs/email/owed.ts';
import { withEmail } from '../../libs/email/send.ts';
import { attentionOf } from '../../libs/payouts/attention.ts';
import { isReadable, type RecordedPayout } from '../../libs/payouts/payout.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { eachRecord } from '../../libs/runtime/streams.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { imageOf } from '../../libs/store/payouts/stream-images.ts';
import { adoptFromStream, type Images } from '../../libs/workflows/adopt-from-stream.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { adminFor, tell } from '../../libs/workflows/tell.ts';
import { deployedToAct } from '../deployed.ts';

/**
 * Fed by the payouts' stream: counts what another service wrote, and tells people what happened to their
 * money, once for each change. A mail is noted in the payout when SES has taken it, so that the same record,
 * delivered again, finds it done. What is late is the sweep's to tell. A stream has two readers at most, and
 * the other one sends, so that one function does both.
 */
export const buildNotify =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const forThisRun = during(dependencies, context);
    const { settings, store, now, sendMail } = forThisRun;
    return eachRecord(event, 1, async (record) => {
      const images = imagesOf(record);
      // Money first: a letter can wait for it, and not the other way round.
      await adoptFromStream({ store, now }, images);
      const change = changeOf(images);
      if (!change || !settings.email || !sendMail) return;
      const called = mailsFor(change, adminFor(forThisRun), settings.email.tellsOfOthers);
      const mails = called.filter((mail) => !isLate(mail, now()));
      if (mails.length === 0) return;
      const current = await getPayout(store, change.after.payout_id);
      const done = current?.mails ?? new Set<string>();
      for (const mail of mails.filter((each) => !done.has(each.key) && isStillTrue(each, current))) {
        await tell(forThisRun, { mail, payout: change.after });
      }
    });
  };

/**
 * A late record must not ask the affiliate for what they have done already. The other letters tell of the
 * past.
 */
function isStillTrue({ kind }: Mail, current: RecordedPayout | undefined): boolean {
  return kind !== 'waiting' || (current !== undefined && attentionOf(current) !== null);
}

function imagesOf({ dynamodb }: DynamoDBRecord): Images {
  return { before: imageOf(dynamodb?.OldImage), after: imageOf(dynamodb?.NewImage) };
}

function changeOf({ before, after }: Images): Change | undefined {
  return after && isReadable(after) ? { before, after } : undefined;
}

export const handler = deployedToAct(buildNotify, withEmail);
