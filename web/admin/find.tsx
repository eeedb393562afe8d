import { useState } from 'preact/hooks';
import { PayoutsApiError, type PayoutsClient } from '../../client/index.ts';
import { Problem } from '../ui/parts.tsx';
import { goTo } from '../ui/route.ts';
import { useSession } from '../ui/session.tsx';
import { useAction } from '../ui/use-action.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

type Place = Parameters<typeof goTo>;

/** Goes to whatever is called so: a payout, an affiliate, or the payouts of an address or a transaction. */
export function Find() {
  const { client } = useSession();
  const words = ADMIN_WORDS.find;
  const [text, setText] = useState('');
  const find = useAction(async () => {
    if (text.trim() !== '') goTo(...(await placeOf(client, text.trim())));
  });
  const submit = (event: Event) => {
    event.preventDefault();
    find.run();
  };
  return (
    <search class="stack">
      <form class="find" onSubmit={submit}>
        <input
          class="input"
          type="search"
          aria-label={words.label}
          placeholder={words.hint}
          autoComplete="off"
          spellcheck={false}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <button type="submit" class="button" aria-disabled={find.isBusy}>
          {words.go}
        </button>
      </form>
      {find.error !== undefined && <Problem error={find.error} />}
    </search>
  );
}

const RECEIPT = /^R-[0-9A-Z]{1,12}$/i;

/** Where to find what is called so. What is nothing else is taken for a transaction. */
async function placeOf({ admin }: PayoutsClient, text: string): Promise<Place> {
  if (text.includes('@')) return [['payouts'], { payment_email: text }];
  if (RECEIPT.test(text)) return [['payouts'], { receipt_number: text.toUpperCase() }];
  if (await exists(admin.payouts.get(text))) return [['payouts', text]];
  if (await exists(admin.affiliates.get(text))) return [['affiliates', text]];
  return [['payouts'], { transaction_id: text }];
}

async function exists(found: Promise<unknown>): Promise<boolean> {
  try {
    await found;
    return true;
  } catch (error) {
    if (error instanceof PayoutsApiError && error.status === 404) return false;
    throw error;
  }
}
