import { describe, expect, it } from 'vitest';
import { openEmail } from '../../libs/email/send.ts';
import { freePort } from '../../local/ports.ts';
import { startSes } from './fake-ses.ts';

describe('SES', () => {
  const mail = { subject: 'Subject', text: 'Text', html: '<p>Text</p>' };
  const open = (endpoint: string) => openEmail({ from: 'payouts@example.com', endpoint });

  it('receives the sender, receiver, subject, text and HTML of a mail', async () => {
    const ses = await startSes({ status: 200 });
    expect(await open(ses.url)('ada@example.com', mail)).toBe('sent');
    expect(ses.bodies[0]).toMatchObject({
      FromEmailAddress: 'payouts@example.com',
      Destination: { ToAddresses: ['ada@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'Subject' },
          Body: { Text: { Data: 'Text' }, Html: { Data: '<p>Text</p>' } },
        },
      },
    });
    expect(ses.bodies[0]).not.toHaveProperty('ConfigurationSetName');
    ses.close();
  });

  it('is told the configuration set, if there is one', async () => {
    const ses = await startSes({ status: 200 });
    const from = 'payouts@example.com';
    await openEmail({ from, configurationSet: 'payouts', endpoint: ses.url })('ada@example.com', mail);
    expect(ses.bodies[0]).toMatchObject({ ConfigurationSetName: 'payouts' });
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
