import { TABLES } from '../../libs/store/engine/tables.ts';
import type { Call, Json } from './call.ts';
import type { Answer } from './target.ts';

/** What a call does to one item: itself, or as a member of a transaction or a batch. */
export interface Action {
  kind: 'Put' | 'Update' | 'Delete' | 'ConditionCheck' | 'Get';
  TableName: string;
  Key?: Json;
  Item?: Json;
  ConditionExpression?: string;
}

const SINGLE_WRITES: Record<string, Action['kind']> = {
  PutItem: 'Put',
  UpdateItem: 'Update',
  DeleteItem: 'Delete',
};

/** DynamoDB's messages, word for word, for the reasons that come and go without the caller. */
const REASONS = {
  TransactionConflict: 'Transaction is ongoing for the item',
  ThrottlingError:
    'Throughput exceeds the current capacity of your table or index. ' +
    'DynamoDB is automatically scaling your table or index so please try again shortly.',
};

/** A condition that never holds. */
const NEVER = {
  ConditionCheck: {
    TableName: TABLES.balances.name,
    Key: { affiliate_id: { S: 'nobody' } },
    ConditionExpression: 'attribute_exists(affiliate_id)',
  },
};

/** Whether the call is one of the two that are cancelled with a reason for each item. */
export function isTransaction({ operation }: Call): boolean {
  return operation === 'TransactWriteItems' || operation === 'TransactGetItems';
}

/** Whether the call writes one item, outside a transaction. */
export function isSingleWrite({ operation }: Call): boolean {
  return operation in SINGLE_WRITES;
}

/**
 * The actions of a write or a transaction, in their order; none for GetItem and Query, which never
 * conflict.
 */
export function actionsOf(call: Call): Action[] {
  const { operation, input = {} } = call;
  if (isTransaction(call)) return (input.TransactItems ?? []).map(unwrapped);
  if (operation === 'BatchWriteItem')
    return Object.entries<Json[]>(input.RequestItems ?? {}).flatMap(ofTheBatch);
  const kind = SINGLE_WRITES[operation];
  return kind ? [{ kind, ...input } as Action] : [];
}

/**
 * The refusal of a transaction whose items at these places have the reason, and all others what they have
 * besides.
 */
export function cancelled(
  call: Call,
  code: keyof typeof REASONS,
  isConcerned: (place: number) => boolean,
  besides: Json[] = [],
): Answer {
  const reasons = actionsOf(call).map((_action, place) =>
    isConcerned(place) ? { Code: code, Message: REASONS[code] } : (besides[place] ?? { Code: 'None' }),
  );
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return errorAnswer(400, 'TransactionCanceledException', {
    CancellationReasons: reasons,
    Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
  });
}

/**
 * The same refusal, with the failed conditions of the other items beside it, as DynamoDB names them: the
 * transaction is sent on with one more condition, which never holds, so that all of it is judged and
 * nothing done.
 */
export async function cancelledBeside(
  call: Call,
  code: keyof typeof REASONS,
  isConcerned: (place: number) => boolean,
  send: (changes: Json) => Promise<Answer>,
): Promise<Answer> {
  if (call.operation !== 'TransactWriteItems') return cancelled(call, code, isConcerned);
  const { body } = await send({
    TransactItems: [...(call.input?.TransactItems ?? []), NEVER],
    ClientRequestToken: undefined,
  });
  return cancelled(call, code, isConcerned, JSON.parse(body.toString()).CancellationReasons);
}

/** The refusal of a single write to an item that a transaction is writing. */
export function conflicting(): Answer {
  return errorAnswer(400, 'TransactionConflictException', { message: REASONS.TransactionConflict });
}

/** The refusal of a transaction under the token of one that is still under way. */
export function inProgress(): Answer {
  return errorAnswer(400, 'TransactionInProgressException', {
    Message: 'The transaction with the given request token is already in progress.',
  });
}

/** The refusal of a call, other than a transaction, that is one too many. */
export function throttled(): Answer {
  return errorAnswer(400, 'ProvisionedThroughputExceededException', {
    message:
      'The level of configured provisioned throughput for the table was exceeded. ' +
      'Consider increasing your provisioning level with the UpdateTable API.',
  });
}

/** What DynamoDB answers when it has a fault of its own. */
export function unavailable(): Answer {
  return errorAnswer(500, 'InternalServerError', { message: 'Internal server error' });
}

function errorAnswer(status: number, name: string, members: Json): Answer {
  const body = Buffer.from(
    JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, ...members }),
  );
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

/** A member of a transaction is `{ Put: { … } }`. */
function unwrapped(member: Json): Action {
  const [[kind, action] = []] = Object.entries(member);
  return { kind, ...action };
}

function ofTheBatch([TableName, requests]: [string, Json[]]): Action[] {
  return requests.map(({ PutRequest, DeleteRequest }) => ({
    kind: PutRequest ? 'Put' : 'Delete',
    TableName,
    ...(PutRequest ?? DeleteRequest),
  }));
}
