import { type Instruction, instructionWith } from '../parts/instruction.ts';
import type { Request as OnePayout } from './one-payout.ts';

export { path } from './one-payout.ts';

export const body = instructionWith({});

export interface Request extends OnePayout {
  body: Instruction;
}
