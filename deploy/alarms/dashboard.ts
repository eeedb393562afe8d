import { METRICS, type MetricName, NAMESPACE, STAGE_DIMENSION } from '../../libs/runtime/metrics.ts';
import { type Functions, runsByItself } from './groups.ts';
import { functionName, logGroup } from './names.ts';
import { QUERIES, type QueryName } from './queries.ts';
import type { WayIn } from './services.ts';

/** What a dashboard shows, in the form that CloudWatch reads. Places are left to CloudWatch. */
interface Widget {
  type: 'text' | 'metric' | 'log' | 'alarm';
  width: number;
  height: number;
  properties: object;
}

/** The metrics of what waits for PayPal, for SES or for a person. The others say that something is wrong. */
const STUCK: readonly MetricName[] = [
  'letters-late',
  'paypal-account-changed',
  'paypal-blocked',
  'paypal-missing',
  'paypal-stale',
  'paypal-undecided',
];
const WRONG = METRICS.filter((name) => !STUCK.includes(name));

/** One page with three questions: is money moving, is any stuck, is anything wrong. */
export function dashboard(functions: Functions, way: WayIn, alarmNames: string[]): object {
  const names = Object.keys(functions);
  const workers = names.filter((name) => runsByItself(functions[name] as Functions[string]));
  const readers = workers.filter((name) => functions[name]?.events?.some(({ stream }) => stream));
  const widgets = [
    question('Is money moving?'),
    found('What was asked and done, each hour', 'what-moved', names, 'table'),
    found('What PayPal took', 'what-paypal-said', ['sendPaypal', 'syncPaypal'], 'table'),
    graph('What runs by itself', lambda(workers, 'Invocations', 'Sum')),
    question('Is any stuck?'),
    graph('Payouts that wait', ours(STUCK)),
    graph('Behind the stream, in ms', lambda(readers, 'IteratorAge', 'Maximum')),
    graph('Dead letters', [
      ['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', '${DeadLetters.QueueName}', maximum],
    ]),
    question('Is anything wrong?'),
    { type: 'alarm', width: 24, height: 6, properties: { title: 'Alarms', alarms: alarmNames.map(arnOf) } },
    graph('What does not add up', ours(WRONG)),
    graph('Errors', lambda(names, 'Errors', 'Sum')),
    graph('Callers', CALLERS[way]),
    found('Calls that failed', 'calls-that-failed', names, 'table'),
  ];
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: {
        DashboardName: '${self:service}-${sls:stage}',
        DashboardBody: { 'Fn::Sub': JSON.stringify({ widgets }) },
      },
    },
  };
}

const REGION = '${AWS::Region}';
const maximum = { stat: 'Maximum' };
const ROUTER = ['FunctionName', functionName('router')];

/** Calls, failures and how long they take. */
const CALLERS = {
  httpApi: [
    ['AWS/ApiGateway', 'Count', 'ApiId', '${HttpApi}', { stat: 'Sum' }],
    ['AWS/ApiGateway', '5xx', 'ApiId', '${HttpApi}', { stat: 'Sum' }],
    ['AWS/ApiGateway', 'Latency', 'ApiId', '${HttpApi}', { stat: 'p99', yAxis: 'right' }],
  ],
  functionUrl: [
    ['AWS/Lambda', 'UrlRequestCount', ...ROUTER, { stat: 'Sum' }],
    ['AWS/Lambda', 'Url5xxCount', ...ROUTER, { stat: 'Sum' }],
    ['AWS/Lambda', 'UrlRequestLatency', ...ROUTER, { stat: 'p99', yAxis: 'right' }],
  ],
};

function question(text: string): Widget {
  return { type: 'text', width: 24, height: 1, properties: { markdown: `# ${text}` } };
}

function graph(title: string, metrics: unknown[][]): Widget {
  return {
    type: 'metric',
    width: 8,
    height: 6,
    properties: { title, metrics, region: REGION, period: 300, view: 'timeSeries' },
  };
}

function lambda(names: string[], metric: string, stat: string): unknown[][] {
  return names.map((name) => [
    'AWS/Lambda',
    metric,
    'FunctionName',
    functionName(name),
    { stat, label: name },
  ]);
}

function ours(names: readonly MetricName[]): unknown[][] {
  return names.map((name) => [NAMESPACE, name, STAGE_DIMENSION, '${sls:stage}', { stat: 'Sum' }]);
}

function found(title: string, name: QueryName, functions: string[], view: string): Widget {
  const sources = functions.map((each) => `SOURCE '${logGroup(each)}'`);
  const query = [...sources, QUERIES[name]].join(' | ');
  return { type: 'log', width: 8, height: 6, properties: { title, query, region: REGION, view } };
}

function arnOf(alarmName: string): string {
  return `arn:\${AWS::Partition}:cloudwatch:${REGION}:\${AWS::AccountId}:alarm:${alarmName}`;
}
