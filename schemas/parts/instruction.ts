import { notes, reason, transactionId } from './fields.ts';

/** What an admin does to a payout. `identity` are the members that say which payout, where the path does not. */
export const instructionWith = <Identity extends object>(identity: Identity) =>
  ({
    type: 'object',
    required: ['action', ...Object.keys(identity)],
    discriminator: { propertyName: 'action' },
    description: 'an action: start, complete or fail, with its own members',
    oneOf: [
      { additionalProperties: false, properties: { ...identity, action: { const: 'start' } } },
      {
        required: ['transaction_id'],
        additionalProperties: false,
        properties: { ...identity, action: { const: 'complete' }, transaction_id: transactionId, notes },
      },
      {
        required: ['reason'],
        additionalProperties: false,
        properties: { ...identity, action: { const: 'fail' }, reason, notes },
      },
    ],
  }) as const;

interface Noted {
  notes?: string;
}

/** The shape that the schema above leaves through. */
export type Instruction =
  | { action: 'start' }
  | ({ action: 'complete'; transaction_id: string } & Noted)
  | ({ action: 'fail'; reason: string } & Noted);
