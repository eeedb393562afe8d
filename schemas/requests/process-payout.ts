import { type Instruction, instructionWith } from '../parts/instruction.ts';
import { onePayout } from './one-payout.ts';

export const schema = {
  type: 'object',
  required: ['body', 'pathParameters'],
  properties: { body: instructionWith({}), pathParameters: onePayout },
} as const;

export interface Valid {
  body: Instruction;
  pathParameters: { payout_id: string };
}
