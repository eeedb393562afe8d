import { METRICS } from '../../libs/runtime/metrics.ts';
import { PREFIX } from './alarm.ts';
import { logGroup, pascal } from './names.ts';

const oneOf = (names: readonly string[]) => `[${names.map((name) => `"${name}"`).join(', ')}]`;
const NEWEST = 'sort @timestamp desc | limit 200';

/** What is asked of the logs, by a name: in the dashboard, and in the list of saved queries. */
export const QUERIES = {
  'called-a-person': `filter event in ${oneOf(METRICS)} | fields @timestamp, event, @message | ${NEWEST}`,
  'calls-that-failed': `filter event = "call" and status >= 500 | fields @timestamp, route, code, requestId, why, stack | ${NEWEST}`,
  'errors-by-event': 'filter level = "error" | stats count(*) as lines by event, bin(1h)',
  'failed-records': `filter event = "record" | fields @timestamp, payoutId, itemIdentifier, @log, stack | ${NEWEST}`,
  'one-payout': `filter @message like "PAYOUT_ID" | fields @timestamp, level, event, @log, @message | sort @timestamp asc`,
  'one-request': `filter requestId = "REQUEST_ID" | fields @timestamp, level, event, @log, @message | sort @timestamp asc`,
  'told-to-try-again': 'filter event = "call" and code = "try_again" | stats count(*) as calls by route, why',
  'what-paypal-said': `filter event = "paypal-post" | stats count(*) as posts by kind, bin(1h)`,
  'what-moved': `filter event = "call" and status < 300 and route like /^(POST|.default)/ | stats count(*) as calls by bin(1h), route`,
  letters: 'filter event = "mail" or event = "digest" | stats count(*) as letters by outcome, bin(1h)',
  'longest-runs':
    'filter @type = "REPORT" | stats max(@duration) as ms, max(@maxMemoryUsed) / 1000000 as mb by @log | sort ms desc',
} as const;

export type QueryName = keyof typeof QUERIES;

/** The saved queries of a stack, over the logs of all its functions. */
export function savedQueries(functions: string[]): Record<string, object> {
  const LogGroupNames = functions.map(logGroup);
  return Object.fromEntries(
    Object.entries(QUERIES).map(([name, QueryString]) => [
      `${pascal(name)}Query`,
      {
        Type: 'AWS::Logs::QueryDefinition',
        // The slash makes a folder of the stage's queries in the console.
        Properties: { Name: `${PREFIX}queries/${name}`, QueryString, LogGroupNames },
      },
    ]),
  );
}
