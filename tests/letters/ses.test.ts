import { describe, expect, it } from 'vitest';
import { openEmail, withEmail } from '../../libs/email/send.ts';
import { freePort } from '../../local/ports.ts';
import { startSes } from './fake-ses.ts';

describe('SES', () => {
  const mail = { subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
  const open = (endpoint: string) => openEmail({ from: 'payouts@example.com', endpoint });

  it('receives the sender, receiver, subject, text and HTML of a mail', async () => {
    const ses = await startSes({ status: 200 });
    expect(await open(ses.url)('ada@example.com', mail)).toBe('sent');
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
    expect(ses.bodies).toStrictEqual([
      {
        FromEmailAddress: 'payouts@example.com',
        Destination: { ToAddresses: ['ada@example.com'] },
        Content: {
          Simple: {
            Subject: utf8('Subject'),
            Body: { Text: utf8('Text'), Html: utf8('<p>Text</p>') },
          },
        },
      },
    ]);
    ses.close();
  });

  it('is told the configuration set, if there is one', async () => {
    const ses = await startSes({ status: 200 });
    const from = 'payouts@example.com';
    await openEmail({ from, configurationSet: 'payouts', endpoint: ses.url })('ada@example.com', mail);
    expect(ses.bodies[0]).toMatchObject({ ConfigurationSetName: 'payouts' });
    ses.close();
  });

  it.each<[string | undefined, boolean]>([
    ['p-1', true],
    ['of_theirs.2@old', true],
    ['p'.repeat(256), true],
    ['p'.repeat(257), false],
    ['an id of theirs', false],
    [' p', false],
    ['p ', false],
    ['', false],
    [undefined, false],
  ])('is told the payout that a mail is about, if it takes such an id: %j, %s', async (id, isTold) => {
    const ses = await startSes({ status: 200 });
    await open(ses.url)('ada@example.com', mail, id);
    const [body] = ses.bodies as { EmailTags?: object[] }[];
    expect(body?.EmailTags).toStrictEqual(isTold ? [{ Name: 'payout', Value: id }] : undefined);
    ses.close();
  });

  it.each([
    ['MessageRejected', 'Email address is not verified.'],
    ['NotFoundException', 'Configuration set <payouts> does not exist.'],
  ])('is asked again later if it refuses what we have set up: %s', async (name, message) => {
    const ses = await startSes({ status: 400, name, message });
    await expect(open(ses.url)('ada@example.com', mail)).rejects.toThrowError(message);
    ses.close();
  });

  it.each(['MessageRejected', 'BadRequestException', 'InvalidParameterValue', 'NotFoundException'])(
    'is not asked again if it refuses for good: %s',
    async (name) => {
      const ses = await startSes({ status: 400, name });
      expect(await open(ses.url)('no address', mail)).toBe('undeliverable');
      expect(ses.bodies).toHaveLength(1);
      ses.close();
    },
  );

  it('is asked again later if the sender is not verified, which is for us to fix', async () => {
    const message = 'Email address is not verified: payouts@example.com';
    const ses = await startSes({ status: 400, name: 'MessageRejected', message });
    await expect(open(ses.url)('ada@example.com', mail)).rejects.toThrowError(message);
    ses.close();
  });

  it.each([
    [429, 'TooManyRequestsException'],
    [400, 'LimitExceededException'],
    [503, 'InternalFailure'],
  ])('is asked again later if it throttles or fails: %d %s', async (status, name) => {
    const ses = await startSes({ status, name });
    await expect(open(ses.url)('ada@example.com', mail)).rejects.toThrowError();
    ses.close();
  });

  it('is asked again later if it hangs or cannot be reached', async () => {
    const ses = await startSes({ hangs: true });
    await expect(open(ses.url)('ada@example.com', mail)).rejects.toThrowError();
    ses.close();
    const gone = `http://127.0.0.1:${await freePort()}`;
    await expect(open(gone)('ada@example.com', mail)).rejects.toThrowError();
  });
});

describe('the mail of a stage', () => {
  it.each([
    ['there is', { email: { from: 'payouts@example.com' } }, ['sendMail']],
    ['there is not', {}, []],
  ])('is sent if a sender is set, and here %s', (_, settings, tools) =>
    expect(Object.keys(withEmail(settings))).toStrictEqual(tools),
  );
});
