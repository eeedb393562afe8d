import type { _Record as Change } from '@aws-sdk/client-dynamodb-streams';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';
import type { StoreSettings } from '../libs/runtime/settings.ts';

const SKIPPED_AT_ONCE = 1000;

/** The payouts' stream, read in order. */
export interface Stream {
  /** The changes since the last time, at most so many. */
  take(limit: number): Promise<DynamoDBRecord[]>;
  /** Passes over everything so far. */
  skip(): Promise<void>;
}

/** Opens the stream of an embedded database, which has one shard, at its beginning. */
export async function openStream({ endpoint = '', tables }: StoreSettings): Promise<Stream> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBStreamsClient({ endpoint, region: 'localhost', credentials });
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: tables.payouts }));
  const StreamArn = Streams[0]?.StreamArn;
  let iterator: string | undefined;
  let shardId: string | undefined;

  async function open(): Promise<string | undefined> {
    const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
    shardId = StreamDescription?.Shards?.[0]?.ShardId;
    if (!shardId) return undefined;
    const from = { StreamArn, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    return (await client.send(new GetShardIteratorCommand(from))).ShardIterator;
  }

  async function take(Limit: number): Promise<DynamoDBRecord[]> {
    iterator ??= await open();
    if (!iterator) return [];
    const { Records = [], NextShardIterator } = await client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit }),
    );
    iterator = NextShardIterator;
    return Records.map(asLambdaHasIt);
  }

  return {
    take,
    async skip() {
      while ((await take(SKIPPED_AT_ONCE)).length > 0);
    },
  };
}

/** The SDK has the time as a date, and Lambda as a number; nothing of ours reads it. */
function asLambdaHasIt({ dynamodb, eventName, eventID }: Change): DynamoDBRecord {
  const { ApproximateCreationDateTime: _, ...change } = dynamodb ?? {};
  return { eventID, eventName, dynamodb: change } as DynamoDBRecord;
}
