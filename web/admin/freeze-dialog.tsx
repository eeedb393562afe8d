import { useState } from 'preact/hooks';
import type { RunRequest } from '../../client/index.ts';
import { Field } from '../ui/field.tsx';
import { dollars } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Problem } from '../ui/parts.tsx';
import { goTo } from '../ui/route.ts';
import { useSession } from '../ui/session.tsx';
import { sumOf } from '../ui/sum.ts';
import { useAction } from '../ui/use-action.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { useSelection } from './selection.tsx';

type Form = RunRequest['form'];
type Which = 'all' | 'some' | 'selected';

const FORMS = Object.keys(ADMIN_WORDS.runs.forms) as Form[];

/** Freezes a list of waiting payouts into a run, and goes to it. Nothing is started. */
export function FreezeDialog({ onClose }: { onClose: () => void }) {
  const { client } = useSession();
  const { payouts: selected, clear } = useSelection();
  const words = ADMIN_WORDS.runs;
  const [form, setForm] = useState<Form>('paypal');
  const [which, setWhich] = useState<Which>(selected.length > 0 ? 'selected' : 'all');
  const [filter, setFilter] = useState({ from: '', to: '', affiliate_id: '' });
  const freeze = useAction(async () => {
    const { run } = await client.admin.runs.create({
      form,
      ...(which === 'selected' && { payout_ids: selected.map(({ payout_id }) => payout_id) }),
      ...(which === 'some' && { filter: filled(filter) }),
    });
    if (which === 'selected') clear();
    goTo(['runs', run.run_id]);
  });
  const submit = (event: Event) => {
    event.preventDefault();
    freeze.run();
  };
  const choices: Which[] = selected.length > 0 ? ['selected', 'all', 'some'] : ['all', 'some'];
  const names = {
    all: words.allWaiting,
    some: words.someWaiting,
    selected: words.selected(selected.length, dollars(sumOf(selected))),
  };
  return (
    <Modal title={words.new} isBusy={freeze.isBusy} onClose={onClose}>
      <form class="stack-wide" noValidate onSubmit={submit}>
        <Choice legend={words.form} choices={FORMS} names={words.forms} value={form} onChoose={setForm} />
        <p class="hint">{words.formHow[form]}</p>
        <Choice legend={words.which} choices={choices} names={names} value={which} onChoose={setWhich} />
        {which === 'some' && (
          <FilterFields filter={filter} onChange={(name, value) => setFilter({ ...filter, [name]: value })} />
        )}
        <p class="hint">{words.atMost}</p>
        {freeze.error !== undefined && <Problem error={freeze.error} />}
        <div class="actions">
          <button type="submit" class="button main" aria-disabled={freeze.isBusy}>
            {words.freeze}
          </button>
        </div>
      </form>
    </Modal>
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  choices: Value[];
  names: Record<Value, string>;
  value: Value;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ legend, choices, names, value, onChoose }: ChoiceProps<Value>) {
  return (
    <fieldset class="stack">
      <legend>{legend}</legend>
      {choices.map((each) => (
        <label key={each} class="choice">
          <input type="radio" name={legend} checked={each === value} onChange={() => onChoose(each)} />
          {names[each]}
        </label>
      ))}
    </fieldset>
  );
}

interface FilterFieldsProps {
  filter: Record<'from' | 'to' | 'affiliate_id', string>;
  onChange: (name: string, value: string) => void;
}

function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const words = ADMIN_WORDS.runs;
  const labels = { from: words.from, to: words.to, affiliate_id: ADMIN_WORDS.filters.details.affiliate_id };
  const fields = Object.entries(labels) as [keyof typeof labels, string][];
  return (
    <div class="filters">
      {fields.map(([name, label]) => (
        <Field
          key={name}
          label={label}
          input={(names) => (
            <input
              {...names}
              {...(name === 'affiliate_id' ? { type: 'text' } : { type: 'date' })}
              autoComplete="off"
              spellcheck={false}
              value={filter[name]}
              onInput={({ currentTarget }) => onChange(name, currentTarget.value)}
            />
          )}
        />
      ))}
    </div>
  );
}

/** The members that someone has filled in. */
function filled(filter: Record<string, string>): Record<string, string> {
  const entries = Object.entries(filter).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}
