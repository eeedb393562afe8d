import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Change, type Mail, mailsFor } from '../../libs/email/mails.ts';
import { render } from '../../libs/email/render.ts';
import { withEmail } from '../../libs/email/send.ts';
import { letterFor } from '../../libs/email/templates.ts';
import { attentionOf } from '../../libs/payouts/attention.ts';
import { isReadable, type Payout, type RecordedPayout } from '../../libs/payouts/payout.ts';
import { during, type RunContext } from '../../libs/runtime/invocation.ts';
import { log } from '../../libs/runtime/log.ts';
import { eachRecord } from '../../libs/runtime/streams.ts';
import { getPayout } from '../../libs/store/payouts/get-payout.ts';
import { markMailed } from '../../libs/store/payouts/mark-mailed.ts';
import { imageOf } from '../../libs/store/payouts/stream-images.ts';
import { adoptFromStream, type Images } from '../../libs/workflows/adopt-from-stream.ts';
import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { deployedToAct } from '../deployed.ts';

/**
 * Fed by the payouts' stream: counts what another service wrote, and tells people what happened to their
 * money, once for each change. A mail is noted in the payout when SES has taken it, so that the same record,
 * delivered again, finds it done. A stream has two readers at most, and the other one sends, so that one
 * function does both.
 */
export const buildNotify =
  (dependencies: Dependencies) =>
  async (event: DynamoDBStreamEvent, context: RunContext): Promise<DynamoDBBatchResponse> => {
    const { settings, store, now, sendMail } = during(dependencies, context);
    return eachRecord(event, 1, async (record) => {
      const images = imagesOf(record);
      // Money first: a letter can wait for it, and not the other way round.
      await adoptFromStream({ store, now }, images);
      const change = changeOf(images);
      if (!change || !settings.email || !sendMail) return;
      const { adminEmail, adminMail = 'each', tellsOfOthers } = settings.email;
      const mails = mailsFor(change, adminMail === 'each' ? adminEmail : undefined, tellsOfOthers);
      if (mails.length === 0) return;
      const sender = { ...settings.email, company: settings.company.name };
      const current = await getPayout(store, change.after.payout_id);
      const done = current?.mails ?? new Set<string>();
      for (const mail of mails.filter((each) => !done.has(each.key) && isStillTrue(each, current))) {
        const outcome = await sendMail(mail.to, render(letterFor(mail.kind, change.after, sender), sender));
        await markMailed(store, change.after, mail.key);
        report(change.after, mail, outcome);
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

/** Never the address: a log is read by more people than the mail is. */
function report({ payout_id }: Payout, { kind, key }: Mail, outcome: string): void {
  log(outcome === 'sent' ? 'info' : 'warn', 'mail', { payoutId: payout_id, kind, key, outcome });
}

function imagesOf({ dynamodb }: DynamoDBRecord): Images {
  return { before: imageOf(dynamodb?.OldImage), after: imageOf(dynamodb?.NewImage) };
}

function changeOf({ before, after }: Images): Change | undefined {
  return after && isReadable(after) ? { before, after } : undefined;
}

export const handler = deployedToAct(buildNotify, withEmail);
