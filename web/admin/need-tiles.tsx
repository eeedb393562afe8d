import type { AdminPayout, Summary } from '../../client/index.ts';
import { dollars } from '../ui/format.ts';
import { addressOf } from '../ui/route.ts';
import { sumOf } from '../ui/sum.ts';
import { WORDS } from '../words/en.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';
import { NEED_NAMES, NEEDS, type NeedName } from './needs.ts';
import { howMany, isCut, type Lists, listsOf, READ_MAX, type Read } from './read-newest.ts';

/** What needs a person besides what waits: each with how many, how much, and the way to the list. */
export function NeedTiles({ read }: { read: Read }) {
  const words = ADMIN_WORDS.today;
  const found = NEED_NAMES.map((name) => findNeed(name, read));
  const open = found.filter(({ payouts }) => payouts.length > 0);
  const clear = found.filter(({ payouts }) => payouts.length === 0);
  const isAnyCut = Object.values(listsOf(read)).some(isCut);
  const counted = COUNTED.filter((name) => read.summary[name].count > 0);
  const isClear = open.length === 0 && counted.length === 0;
  return (
    <section class="stack-wide" aria-labelledby="needs">
      <h2 id="needs">{words.needs}</h2>
      {isClear ? (
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
          {counted.map((name) => (
            <li key={name}>
              <CountedTile name={name} summary={read.summary} />
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

/** What no list shows, and the service counts. */
const COUNTED = ['mismatches', 'uncounted'] as const;

interface CountedTileProps {
  name: (typeof COUNTED)[number];
  summary: Summary;
}

/** How many and how much; and the way to each payout, if the service names them. */
function CountedTile({ name, summary }: CountedTileProps) {
  const { count, total_amount } = summary[name];
  const words = ADMIN_WORDS.counted[name];
  return (
    <div class="tile">
      <strong>{words.name}</strong>
      <span class="tile-sum">{dollars(total_amount)}</span>
      <span class="small">{WORDS.payouts(count)}</span>
      <span class="small quiet">{words.how}</span>
      {name === 'mismatches' && (
        <ul class="list small">
          {summary.mismatches.payout_ids.map((id) => (
            <li key={id}>
              <a class="any" href={addressOf(['payouts', id])}>
                {id}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function findNeed(name: NeedName, read: Read) {
  const { status, isMet } = NEEDS[name];
  const list = listsOf(read)[status as keyof Lists] ?? [...new Map(everything(read)).values()];
  return { name, payouts: list.filter(isMet), hasMore: isCut(status ? list : read.any) };
}

/** The lists overlap: each payout once. */
function everything(read: Read) {
  return Object.values(listsOf(read)).flatMap((list) =>
    list.map((payout) => [payout.payout_id, payout] as const),
  );
}

/** The sum; a dash if it is of nothing that can be read. */
function sumInWords(payouts: AdminPayout[]): string {
  return dollars(payouts.some(({ amount }) => amount !== null) ? sumOf(payouts) : null);
}
