import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { DETAILS, type Detail, type Filter } from './filter.ts';

const DAYS: Detail[] = ['from', 'to', 'ended_from', 'ended_to'];

interface DetailFieldsProps {
  details: Filter['details'];
  onChange: (details: Filter['details']) => void;
}

/** A field for each detail that a list can be asked for. */
export function DetailFields({ details, onChange }: DetailFieldsProps) {
  const { details: labels, daysHint } = ADMIN_WORDS.filters;
  const change = (name: Detail, value: string) => onChange({ ...details, [name]: value });
  return (
    <div class="stack">
      <div class="filters">
        {DETAILS.map((name) =>
          name === 'payment_method' ? (
            <Select
              key={name}
              label={labels[name]}
              value={details[name] ?? ''}
              options={{ '': WORDS.lists.any, ...WORDS.methods }}
              onChoose={(value) => change(name, value)}
            />
          ) : (
            <Field
              key={name}
              label={labels[name]}
              input={(names) => (
                <input
                  {...names}
                  {...(DAYS.includes(name) ? { type: 'date' } : { type: 'text' })}
                  autoComplete="off"
                  spellcheck={false}
                  value={details[name] ?? ''}
                  onInput={({ currentTarget }) => change(name, currentTarget.value)}
                />
              )}
            />
          ),
        )}
      </div>
      <p class="hint">{daysHint}</p>
    </div>
  );
}
