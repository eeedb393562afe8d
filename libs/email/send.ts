import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { EmailSettings } from '../runtime/email-settings.ts';
import type { Settings } from '../runtime/settings.ts';
import type { Rendered } from './render.ts';

/** How sending ended: SES took the mail, or never will. Anything else is thrown, and may be tried again. */
export type SendOutcome = 'sent' | 'undeliverable';

/**
 * Sends one mail to one address. SES names the payout that it is about when it tells what became of it.
 * @throws what SES throws while it is down, throttles, or does not answer
 */
export type SendMail = (to: string, mail: Rendered, payoutId?: string) => Promise<SendOutcome>;

const TIMEOUTS = { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true };

/** With these errors, SES refuses the mail or its address for good. */
const FOR_GOOD = new Set([
  'BadRequestException',
  'MessageRejected',
  'InvalidParameterValue',
  'NotFoundException',
]);

/** What SES takes in a tag. Another service may have given a payout another kind of id. */
const TAG = /^[\w.@-]{1,256}$/;

/** Opens SES, or whatever speaks like it at `endpoint`. */
export function openEmail({ from, endpoint, configurationSet }: EmailSettings): SendMail {
  const local = endpoint && {
    endpoint,
    region: 'localhost',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new SESv2Client({ maxAttempts: 3, requestHandler: TIMEOUTS, ...local });
  return async (to, { subject, text, html }, payoutId) => {
    const Simple = { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } };
    const command = new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [to] },
      Content: { Simple },
      ...(configurationSet && { ConfigurationSetName: configurationSet }),
      ...(payoutId !== undefined &&
        TAG.test(payoutId) && { EmailTags: [{ Name: 'payout', Value: payoutId }] }),
    });
    try {
      await client.send(command);
      return 'sent';
    } catch (error) {
      // A sender that is not verified, or settings that are not there, is for us to fix, and not a fault of
      // this mail.
      const isOurs = error instanceof Error && /not verified|configuration set/i.test(error.message);
      if (error instanceof Error && FOR_GOOD.has(error.name) && !isOurs) return 'undeliverable';
      throw error;
    }
  };
}

/** SES, if the settings name a sender. */
export function withEmail({ email }: Pick<Settings, 'email'>): { sendMail?: SendMail } {
  return email ? { sendMail: openEmail(email) } : {};
}

function utf8(Data: string) {
  return { Data, Charset: 'UTF-8' };
}
