import { PayoutError, tryAgain } from '../../payouts/errors.ts';

const THROTTLING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
]);

/** The middleware of the client that turns throttling, after the SDK's own retries, into our own error. */
export function translateThrottling<Input, Output>(next: (args: Input) => Promise<Output>) {
  return async (args: Input): Promise<Output> => {
    try {
      return await next(args);
    } catch (error) {
      throw error instanceof Error && THROTTLING.has(error.name) ? tryAgain() : error;
    }
  };
}

/**
 * Whether a failed call may have been carried out all the same: no answer, half an answer, or a fault behind
 * it.
 */
export function isOutcomeUnknown(error: unknown): boolean {
  // An attempt may itself have tried several times.
  if (error instanceof PayoutError) return error.code === 'internal';
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  return name === 'TransactionInProgressException' || status === undefined || status >= 500;
}
