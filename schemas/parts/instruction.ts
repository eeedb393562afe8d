import { notes, override, reason, transactionId } from './fields.ts';

/** What an admin does to a payout. `identity` are the members that say which payout, if the path does not. */
export const instructionWith = <Identity extends object>(identity: Identity) => {
  const branch = (action: string, required: string[], members: object) => ({
    required,
    additionalProperties: false,
    properties: { ...identity, action: { const: action }, ...members, notes },
  });
  return {
    type: 'object',
    required: ['action', ...Object.keys(identity)],
    discriminator: { propertyName: 'action' },
    description: 'an action: start, complete, fail, return, amend or recall, with its own members',
    oneOf: [
      branch('start', [], { override }),
      branch('complete', ['transaction_id'], { transaction_id: transactionId }),
      branch('fail', ['reason'], { reason }),
      branch('return', ['reason'], { reason }),
      {
        ...branch('amend', [], { transaction_id: transactionId }),
        minProperties: Object.keys(identity).length + 2,
        description: 'an amend with a transaction_id, notes, or both',
      },
      branch('recall', [], {}),
    ],
  };
};

interface Noted {
  notes?: string;
}

/** The type of what passes the schema above. */
export type Instruction =
  | ({ action: 'start'; override?: string } & Noted)
  | ({ action: 'complete'; transaction_id: string } & Noted)
  | ({ action: 'fail' | 'return'; reason: string } & Noted)
  | ({ action: 'amend'; transaction_id?: string } & Noted)
  | ({ action: 'recall' } & Noted);
