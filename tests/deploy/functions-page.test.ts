import { describe, expect, it } from 'vitest';
import { STAGES } from '../../deploy/stages.ts';
import { type DeployedFunction, FUNCTIONS, grantsOf } from '../../testing/roles/grants.ts';

describe('the functions', () => {
  it('are the page in the docs (npm test -- -u writes it anew)', async () => {
    await expect(document()).toMatchFileSnapshot('../../docs/functions.md');
  });
});

type Row = [name: string, deployed: DeployedFunction];

const ROWS = Object.entries(FUNCTIONS);

function document(): string {
  return `# The functions

This page is made from \`serverless.ts\` and \`deploy/\`, and a test holds them together. In the tests, each function runs under the role
that is shown here: a call that it does not allow fails, and a permission that no call needs is a failure of the whole run.

## What wakes them, and their limits

A function that nothing wakes is invoked by an operator.

| function | woken by | memory | timeout | variables of its own |
| --- | --- | ---: | ---: | --- |
${ROWS.map(rowOfLimits).join('\n')}

## What they may do

Writes, which are in _italics_, are allowed in a \`TransactWriteItems\` only, and in shadow they are denied. The router has the roles of all
routes together.

| function | may |
| --- | --- |
${ROWS.filter(([name]) => name !== 'router')
  .map(rowOfRole)
  .join('\n')}

## What is set for a stage

The parameters that \`prod\` has otherwise than every other stage that is deployed. [Deploying](deploy.md) has them all.

| parameter | elsewhere | \`prod\` |
| --- | --- | --- |
${Object.entries(STAGES.prod).map(rowOfParameter).join('\n')}
`;
}

function rowOfLimits([name, deployed]: Row): string {
  const { events = [], memorySize, timeout, environment = {}, maximumRetryAttempts } = deployed;
  const wakers = [...events.map(wakerOf), ...('url' in deployed ? ['its URL'] : [])];
  const again = maximumRetryAttempts === undefined ? '' : `; tried again ${maximumRetryAttempts} times`;
  const cells = [`\`${name}\``, wakers.join('<br>') || '–', `${memorySize} MB`, `${timeout} s${again}`];
  return `| ${[...cells, named(Object.entries(environment).map((each) => each.join('=')))].join(' | ')} |`;
}

function wakerOf({ httpApi, schedule, stream }: Record<string, Waker>): string {
  if (httpApi) return `\`${httpApi.method ? `${httpApi.method} ${httpApi.path}` : httpApi}\``;
  if (schedule) return [...schedule.rate, schedule.input ?? []].flat().map(code).join(' with ');
  const { arn: _arn, type: _type, enabled: _enabled, ...rest } = stream ?? {};
  return ['the payouts’ stream', ...Object.entries(rest).map((each) => each.map(code).join(': '))].join(
    '<br>',
  );
}

// biome-ignore lint/suspicious/noExplicitAny: each kind of event has members of its own.
type Waker = any;

const code = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
const named = (texts: string[]): string => texts.map((text) => `\`${text}\``).join('<br>') || '–';

function rowOfRole([name, deployed]: Row): string {
  const grants = grantsOf(deployed);
  const resources = [...new Set(grants.map(({ resource }) => resource))].sort();
  const lines = resources.map((resource) => {
    const actions = grants
      .filter((grant) => grant.resource === resource)
      .map(({ action, condition }) => (condition ? `_${action}_` : action).replace('dynamodb:', ''));
    return `\`${resource}\`: ${[...new Set(actions)].sort().join(', ')}`;
  });
  return `| \`${name}\` | ${lines.join('<br>') || '–'} |`;
}

function rowOfParameter([name, value]: [name: string, value: unknown]): string {
  const elsewhere = STAGES.default[name as keyof typeof STAGES.default];
  return `| ${[name, elsewhere, value].map((each) => (each === '' ? '' : code(each))).join(' | ')} |`;
}
