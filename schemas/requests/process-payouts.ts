import { type Instruction, instructionWith } from '../parts/instruction.ts';

const payout_id = { type: 'string', minLength: 1, description: 'the id of a payout' } as const;

export const body = {
  type: 'object',
  required: ['items'],
  additionalProperties: false,
  properties: {
    items: {
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: instructionWith({ payout_id }),
      description: 'a list of 1 to 100 instructions',
    },
  },
} as const;

export type Item = Instruction & { payout_id: string };

export interface Request {
  body: { items: Item[] };
}
