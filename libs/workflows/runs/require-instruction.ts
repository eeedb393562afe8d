import isProcessCall from '../../../schemas/compiled/process-payout.js';
import type { Instruction } from '../../../schemas/parts/instruction.ts';
import { fieldFaults } from '../../http/errors.ts';
import { invalidFields } from '../../payouts/errors.ts';
import type { RowInstruction } from '../../payouts/runs/judge-rows.ts';

/** What a line says, by the same rules as an admin's instruction. @throws invalid_request */
export function requireInstruction(instruction: RowInstruction): Instruction {
  const call = { body: instruction, pathParameters: { payout_id: 'x' } };
  if (isProcessCall(call)) return call.body;
  throw invalidFields(fieldFaults(isProcessCall.errors ?? []), 'line');
}
