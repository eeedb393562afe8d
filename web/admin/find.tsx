import { useState } from 'preact/hooks';
import { goTo } from '../ui/route.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Goes to a payout or to an affiliate by its id. */
export function Find() {
  const words = ADMIN_WORDS.find;
  const [text, setText] = useState('');
  const find = (event: Event) => {
    event.preventDefault();
    const id = text.trim();
    if (id !== '') goTo([UUID.test(id) ? 'payouts' : 'affiliates', id]);
  };
  return (
    <search>
      <form class="find" onSubmit={find}>
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
        <button type="submit" class="button">
          {words.go}
        </button>
      </form>
    </search>
  );
}
