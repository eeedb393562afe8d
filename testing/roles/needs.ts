import type { StoreSettings } from '../../libs/runtime/settings.ts';

/** What a role must allow for one call, or for one item of it: of `commercive_payouts`, it says `payouts`. */
export interface Need {
  action: string;
  resource: string;
  /** What the condition `dynamodb:EnclosingOperation` is held against. */
  enclosing?: 'TransactWriteItems';
}

type Tables = StoreSettings['tables'];
type Keyed<Value> = Record<string, Value>;

interface Input {
  TableName?: string;
  IndexName?: string;
  RequestItems?: Keyed<unknown>;
  TransactItems?: Keyed<{ TableName: string }>[];
}

const SINGLE: Keyed<string> = {
  GetCommand: 'GetItem',
  QueryCommand: 'Query',
  ScanCommand: 'Scan',
  DescribeTableCommand: 'DescribeTable',
  PutCommand: 'PutItem',
  UpdateCommand: 'UpdateItem',
  DeleteCommand: 'DeleteItem',
};

const BATCH: Keyed<string> = { BatchGetCommand: 'BatchGetItem', BatchWriteCommand: 'BatchWriteItem' };

/** Sending a mail: whoever the sender is, there is one identity, and each stage has a configuration set. */
export const SENDING: Need[] = [
  { action: 'ses:SendEmail', resource: 'identity' },
  { action: 'ses:SendEmail', resource: 'configuration-set' },
];

/** What a role must allow for a command of the SDK's document client. */
export function needsOf(command: string, input: Input, tables: Tables): Need[] {
  const keyOf = (name: string | undefined) =>
    Object.entries(tables).find(([, each]) => each === name)?.[0] ?? `the table ${name}`;
  if (command === 'TransactWriteCommand') {
    return (input.TransactItems ?? []).flatMap(Object.entries).map(([action, { TableName }]) => ({
      action: action === 'ConditionCheck' ? 'dynamodb:ConditionCheckItem' : `dynamodb:${action}Item`,
      resource: keyOf(TableName),
      // The reference of IAM does not list the condition's key for checks.
      ...(action !== 'ConditionCheck' && { enclosing: 'TransactWriteItems' as const }),
    }));
  }
  if (BATCH[command]) {
    const names = Object.keys(input.RequestItems ?? {});
    return names.map((name) => ({ action: `dynamodb:${BATCH[command]}`, resource: keyOf(name) }));
  }
  if (!SINGLE[command]) throw new Error(`testing/roles/needs.ts does not say what ${command} needs.`);
  const index = input.IndexName ? `/index/${input.IndexName}` : '';
  return [{ action: `dynamodb:${SINGLE[command]}`, resource: keyOf(input.TableName) + index }];
}
