import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from 'aws-lambda';
import type { RecordedPayout } from '../../payouts/payout.ts';
import { plain } from '../engine/transaction.ts';
import { toPayout } from './record.ts';

/** A payout as a record of the stream shows it. */
export function imageOf(image: StreamRecord['NewImage']): RecordedPayout | undefined {
  return image && toPayout(plain(image as Record<string, AttributeValue>));
}
