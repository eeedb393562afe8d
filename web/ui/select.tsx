import { Field } from './field.tsx';

interface SelectProps {
  label: string;
  value: string;
  options: Record<string, string>;
  onChoose: (value: string) => void;
}

/** A field for one of several values. */
export function Select({ label, value, options, onChoose }: SelectProps) {
  return (
    <Field
      label={label}
      input={(names) => (
        <select {...names} value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
          {Object.entries(options).map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      )}
    />
  );
}
