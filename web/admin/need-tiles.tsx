import type { AdminPayout } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { addressOf } from '../ui/route.ts';
import { sumOf } from '../ui/sum.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { NEED_NAMES, NEEDS, type NeedName } from './needs.ts';
import { howMany, isCut, READ_MAX, type Read } from './read-newest.ts';

/** What needs a person besides what waits: each with how many, how much, and the way to the list. */
export function NeedTiles({ read }: { read: Read }) {
  const words = ADMIN_WORDS.today;
  const found = NEED_NAMES.map((name) => findNeed(name, read));
  const open = found.filter(({ payouts }) => payouts.length > 0);
  const clear = found.filter(({ payouts }) => payouts.length === 0);
  const isAnyCut = Object.values(read).some(isCut);
  return (
    <section class="stack-wide" aria-labelledby="needs">
      <h2 id="needs">{words.needs}</h2>
      {open.length === 0 ? (
        <p>{words.allClear}</p>
      ) : (
        <ul class="tiles">
          {open.map(({ name, payouts, hasMore }) => (
            <li key={name}>
              <a class="tile" href={addressOf(['payouts'], { only: name })}>
                <strong>{ADMIN_WORDS.needs[name].name}</strong>
                <span class="tile-sum">{sumInWords(payouts)}</span>
                <span class="small">{howMany(payouts, hasMore)}</span>
                <span class="small quiet">{ADMIN_WORDS.needs[name].how}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && clear.length > 0 && (
        <p class="small quiet">
          {words.clear(clear.map(({ name }) => ADMIN_WORDS.needs[name].name).join(', '))}
        </p>
      )}
      {isAnyCut && <p class="small quiet">{words.cut(READ_MAX)}</p>}
    </section>
  );
}

function findNeed(name: NeedName, read: Read) {
  const { status, isMet } = NEEDS[name];
  const list = read[status as keyof Read] ?? [...new Map(everything(read)).values()];
  return { name, payouts: list.filter(isMet), hasMore: isCut(status ? list : read.any) };
}

/** The lists overlap: each payout once. */
function everything(read: Read) {
  return Object.values(read).flatMap((list) => list.map((payout) => [payout.payout_id, payout] as const));
}

/** The sum; a dash if it is of nothing that can be read. */
function sumInWords(payouts: AdminPayout[]): string {
  return dollars(payouts.some(({ amount }) => amount !== null) ? sumOf(payouts) : null);
}
