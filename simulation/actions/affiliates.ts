import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../../libs/store/engine/client.ts';
import type { Act, Choice, Operation } from '../operations.ts';
import type { Run } from '../run.ts';

type Change = Operation & { kind: 'earn' | 'toggle' | 'remove' | 'reopen' };

/**
 * What the service that owns the affiliates does: earnings come and go, accounts close, records vanish and
 * come back.
 */
export function changing(run: Run, operation: Change): Choice | undefined {
  const { store } = run.system;
  const person = run.people[operation.affiliate];
  const affiliateId = person?.affiliate_id ?? '';
  const { earned = 0, standing = 'active' } = run.accounts.get(affiliateId) ?? {};
  const toDo = (act: Act, write: () => Promise<unknown>): Choice => ({
    affiliateId,
    act,
    perform: () => write().then(() => undefined),
  });
  const toggle = (to: 'active' | 'closed') =>
    toDo({ kind: 'toggle', standing: to }, () => setMember(store, affiliateId, 'status', to));
  switch (operation.kind) {
    case 'earn': {
      const act = { kind: 'earn' as const, earned: Math.max(0, earned + operation.change) };
      return toDo(act, () => setMember(store, affiliateId, 'total_earned', act.earned));
    }
    case 'toggle':
      return toggle(standing === 'active' ? 'closed' : 'active');
    case 'remove':
      return toDo({ kind: 'remove' }, () => removeRecord(store, affiliateId));
    case 'reopen': {
      if (standing !== 'missing') return standing === 'closed' ? toggle('active') : undefined;
      const { affiliate_id, user_id, record } = person ?? {};
      const Item = { ...record, affiliate_id, user_id, status: 'active', total_earned: earned };
      return toDo({ kind: 'restore', standing: 'active', earned }, () => putRecord(store, Item));
    }
  }
}

/** Puts a record that was deleted back as it was, with what is earned by now. */
function putRecord({ db, tables }: Store, Item: Record<string, unknown>) {
  return db.send(new PutCommand({ TableName: tables.affiliates, Item }));
}

function removeRecord({ db, tables }: Store, affiliate_id: string) {
  return db.send(new DeleteCommand({ TableName: tables.affiliates, Key: { affiliate_id } }));
}

/** Sets one member of a record, unless the record was deleted. */
async function setMember(
  { db, tables }: Store,
  affiliateId: string,
  name: 'total_earned' | 'status',
  value: unknown,
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tables.affiliates,
    Key: { affiliate_id: affiliateId },
    UpdateExpression: 'SET #name = :value',
    ConditionExpression: 'attribute_exists(affiliate_id)',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': value },
  });
  await ifThere(db.send(update));
}

/** Waits for a write that is left out if there is nothing to change. @returns whether it was made */
export async function ifThere(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
