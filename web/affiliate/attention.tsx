import type { Balance, Payout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { Notice, Typed } from '../ui/parts.tsx';
import { addressOf } from '../ui/route.ts';
import { WORDS } from '../words/en.ts';

/** The payouts that wait for their owner, first of all. */
export function Attention({ payouts }: { payouts: Payout[] }) {
  return (
    <>
      {payouts.map(
        ({ payout_id, amount, attention }) =>
          attention && (
            <Notice key={payout_id} tone="warn">
              <p>
                <strong>
                  <a href={addressOf(['payouts', payout_id])}>{WORDS.payout.title(dollars(amount))}</a>
                </strong>
              </p>
              <p>
                {attention.message} {attention.remedy}
              </p>
            </Notice>
          ),
      )}
    </>
  );
}

/** The addresses that letters do not go to any more: whoever reads here does not get them. */
export function Undelivered({ addresses }: { addresses: NonNullable<Balance['undelivered']> }) {
  return (
    <>
      {addresses.map(({ code, address, message, remedy }) => (
        <Notice key={`${code} ${address}`} tone="warn">
          <p>
            <strong>
              <Typed>{address}</Typed>
            </strong>
          </p>
          <p>
            {message} {remedy}
          </p>
        </Notice>
      ))}
    </>
  );
}
