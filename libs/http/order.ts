import type { Validator } from '../../schemas/build/validator.ts';
import { invalidFields } from '../payouts/errors.ts';
import { fieldFaults } from './errors.ts';

/**
 * What a worker was invoked with, by its schedule or by an operator. A misspelt member would mean something
 * else: the whole table instead of the rest of it. @throws invalid_request that names each member
 */
export function orderOf<Call extends { body: unknown }>(
  isCall: Validator<Call>,
  order: unknown,
): Call['body'] {
  const call: unknown = { body: order ?? {} };
  if (isCall(call)) return call.body;
  throw invalidFields(fieldFaults(isCall.errors ?? []));
}
