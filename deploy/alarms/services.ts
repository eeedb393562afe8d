import { TABLES, type TableKey } from '../../libs/store/engine/tables.ts';
import { tableName } from '../tables.ts';
import type { AlarmSpec, Metric } from './alarm.ts';
import { functionId } from './names.ts';

const FIVE_MINUTES_S = 300;
const TABLE_KEYS = Object.keys(TABLES) as TableKey[];

/** What the store asks of a table. */
const OPERATIONS = ['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactWriteItems'];

/** The ways in: the HTTP API, or the URL of the one function. */
const WAYS_IN = {
  httpApi: {
    fails: '5xx',
    takes: 'Latency',
    Namespace: 'AWS/ApiGateway',
    Dimensions: { ApiId: { Ref: 'HttpApi' } },
  },
  functionUrl: {
    fails: 'Url5xxCount',
    takes: 'UrlRequestLatency',
    Namespace: 'AWS/Lambda',
    Dimensions: { FunctionName: { Ref: functionId('router') } },
  },
};

export type WayIn = keyof typeof WAYS_IN;

/** What callers see of the API. */
export function alarmsOfApi(way: WayIn): AlarmSpec[] {
  const { fails, takes, ...api } = WAYS_IN[way];
  return [
    {
      section: 'api-5xx',
      says: 'Five or more callers got a 5xx within five minutes.',
      metrics: [{ ...api, MetricName: fails, Statistic: 'Sum' }],
      periodS: FIVE_MINUTES_S,
      // A 503 tells its caller to try again, and one passes by itself; five are more than a coincidence.
      threshold: 5,
    },
    {
      section: 'api-latency',
      says: 'One call in a hundred takes five seconds or more.',
      metrics: [{ ...api, MetricName: takes, Statistic: 'p99' }],
      periodS: FIVE_MINUTES_S,
      // A request takes milliseconds, a cold start less than a second. Only an admin's step that asks PayPal,
      // or a bulk of a hundred, may take this long, and they are few: a quarter of an hour is something else.
      threshold: 5000,
      periods: 3,
    },
  ];
}

const ofTable = (table: TableKey, MetricName: string, dimensions: object = {}): Metric => ({
  Namespace: 'AWS/DynamoDB',
  MetricName,
  Dimensions: { TableName: tableName(table), ...dimensions },
  Statistic: 'Sum',
});

/** By operation, because a table's own count leaves out what its indexes hold up. */
const throttles = (table: TableKey): AlarmSpec => ({
  section: 'dynamodb-throttles',
  of: table,
  says: `DynamoDB throttles the ${table}.`,
  metrics: OPERATIONS.map((Operation) => ofTable(table, 'ThrottledRequests', { Operation })),
  periodS: FIVE_MINUTES_S,
  // The store tries eight times, so that single ones pass by themselves: ten times that is ten callers.
  threshold: 80,
  periods: 2,
  breaching: 1,
});

/** What the tables refuse, and what was given up on. */
export const alarmsOfData: AlarmSpec[] = [
  ...TABLE_KEYS.map(throttles),
  {
    section: 'dynamodb-conflicts',
    says: 'Many writes at once meet in the same records.',
    metrics: TABLE_KEYS.map((table) => ofTable(table, 'TransactionConflict')),
    periodS: FIVE_MINUTES_S,
    // A write that loses is tried eight times, and each loss may count for two records: 160 in five minutes
    // are ten callers who were told to try again. A burst may do that once, so two periods of three.
    threshold: 160,
    periods: 3,
    breaching: 2,
  },
  {
    section: 'dead-letters',
    says: 'A record of the stream failed for the last time.',
    metrics: [
      {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: { QueueName: { 'Fn::GetAtt': ['DeadLetters', 'QueueName'] } },
        Statistic: 'Maximum',
      },
    ],
    periodS: FIVE_MINUTES_S,
    // Six tries have failed: each is a letter that was not sent, or a payout that is not counted.
    threshold: 1,
  },
];
