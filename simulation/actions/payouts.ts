import { call, type TestAnswer } from '../../testing/call.ts';
import { truthful } from '../hand-ledger.ts';
import type { Choice, Move, MoveAct } from '../operations.ts';
import type { Run } from '../run.ts';
import { type AimedTouch, aimed } from './aim.ts';
import { bankDelivery, bankSpeaking } from './bank.ts';
import { settingOld } from './old-service.ts';

/** Makes the choices of what is done to one payout; undefined if there is none. */
export function touching(run: Run, touch: AimedTouch): Choice | undefined {
  const { kind, pick } = touch;
  const found = aimed(run, touch);
  if (!found) return undefined;
  const { affiliateId, payoutId, userId } = found;
  // Now and then another affiliate tries.
  const stranger = pick % 4 === 0 ? strangerTo(run, affiliateId) : undefined;
  switch (kind) {
    case 'look': {
      const act = { kind, payoutId, isByStranger: stranger !== undefined };
      const request = { as: stranger ?? userId, params: { payout_id: payoutId } };
      return { affiliateId, act, perform: () => call(run.system.handlers.get, request) };
    }
    case 'bank': {
      const act = bankSpeaking(run, found, pick);
      return { affiliateId, act, perform: () => call(run.system.handlers.bank, bankDelivery(act)) };
    }
    case 'old-status':
      if (run.ledger.entryOf(payoutId)) return undefined;
      run.contest(payoutId);
      return settingOld(run, found, pick);
    default: {
      const isByStranger = kind === 'cancel' && stranger !== undefined;
      const by = kind === 'cancel' ? (stranger ?? userId) : 'user-admin';
      const told = isByStranger ? kind : truthful(run, kind, payoutId);
      const act: MoveAct = { ...moveOf(run, told, payoutId, pick), by, isByStranger };
      return { affiliateId, act, perform: () => move(run, act) };
    }
  }
}

/** The words of a move: some of them come twice, and some starts say why they go ahead. */
function moveOf(run: Run, kind: Move, payoutId: string, pick: number): Omit<MoveAct, 'by' | 'isByStranger'> {
  const transactionId = `T-${payoutId}-${pick % 2}`;
  switch (kind) {
    case 'start':
      return { kind, payoutId, ...(pick % 5 === 0 && { override: 'The affiliate has our word.' }) };
    case 'complete':
      return { kind, payoutId, transactionId };
    case 'fail':
      run.contest(payoutId);
      return { kind, payoutId, reason: pick % 3 === 0 ? 'It was not wanted.' : 'It cannot be paid.' };
    case 'return':
      return { kind, payoutId, reason: pick % 3 === 0 ? 'It was refused.' : 'It came back.' };
    case 'amend':
      return {
        kind,
        payoutId,
        transactionId: `A-${payoutId}-${pick % 4}`,
        ...(pick % 3 === 0 && { notes: 'Mistyped.' }),
      };
    case 'recall':
      return { kind, payoutId };
    case 'cancel':
      run.contest(payoutId);
      return { kind, payoutId };
  }
}

/** Makes a move. An affiliate cancels, an admin does everything else. */
export function move(
  { system }: Run,
  { kind: action, payoutId, by, ...words }: MoveAct,
): Promise<TestAnswer> {
  const { cancel, process } = system.handlers;
  const request = { method: 'POST', params: { payout_id: payoutId }, as: by };
  if (action === 'cancel') return call(cancel, request);
  const { isByStranger: _, transactionId, ...said } = words;
  const body = { action, ...said, ...(transactionId !== undefined && { transaction_id: transactionId }) };
  return call(process, { ...request, admin: true, body });
}

function strangerTo({ people }: Run, affiliateId: string): string | undefined {
  return people.find(({ affiliate_id }) => affiliate_id !== affiliateId)?.user_id;
}
