import { vi } from 'vitest';
import type { SendMail } from '../../libs/email/send.ts';

/** A mail service that takes every mail, and keeps it. */
export const mailbox = () => vi.fn<SendMail>(async () => 'sent');

/** The subjects of the mails that it took, in their order. */
export const subjectsIn = ({ mock }: ReturnType<typeof mailbox>) =>
  mock.calls.map(([, { subject }]) => subject);
