import type { Balance } from '../../client/index.ts';
import { WORDS } from '../words/en.ts';
import { dollars } from './format.ts';

/** What was earned, and where it is: one bar, and the numbers that it is made of. */
export function BalanceBar({ balance }: { balance: Balance }) {
  const { total_earned, total_paid, pending, available, maturing } = balance;
  const words = WORDS.balance;
  const parts = [
    { fill: 'paid-fill', name: words.paid, cents: total_paid },
    { fill: 'way-fill', name: words.onItsWay, cents: pending },
    ...(maturing === undefined ? [] : [{ fill: 'maturing-fill', name: words.maturing, cents: maturing }]),
    { fill: 'available-fill', name: words.available, cents: available },
  ];
  const told = parts.map(({ name, cents }) => `${name} ${dollars(cents)}`).join(', ');
  return (
    <div class="stack">
      <div class="bar" role="img" aria-label={words.bar(told)}>
        {parts
          .filter(({ cents }) => cents > 0)
          .map(({ fill, name, cents }) => (
            <span key={name} class={fill} style={{ flexGrow: cents }} />
          ))}
      </div>
      <dl class="numbers">
        {parts.map(({ fill, name, cents }) => (
          <div key={name}>
            <dt>
              <span class={`swatch ${fill}`} />
              {name}
            </dt>
            <dd>{dollars(cents)}</dd>
          </div>
        ))}
        <div>
          <dt>{words.earned}</dt>
          <dd>{dollars(total_earned)}</dd>
        </div>
      </dl>
    </div>
  );
}
