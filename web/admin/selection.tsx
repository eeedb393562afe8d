import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import type { AdminPayout } from '../../client/index.ts';

/** The payouts that were chosen, wherever they are listed. They stay chosen from page to page. */
export interface Selection {
  payouts: AdminPayout[];
  has(payout: AdminPayout): boolean;
  add(payouts: AdminPayout[]): void;
  remove(payouts: AdminPayout[]): void;
  clear(): void;
  /** Takes over how the chosen ones among these are now. */
  renew(payouts: AdminPayout[]): void;
}

type Chosen = ReadonlyMap<string, AdminPayout>;

const SelectionContext = createContext<Selection | undefined>(undefined);

export function SelectionProvider({ children }: { children: ComponentChildren }) {
  const [chosen, setChosen] = useState<Chosen>(new Map());
  const selection = useMemo(
    (): Selection => ({
      payouts: [...chosen.values()],
      has: ({ payout_id }) => chosen.has(payout_id),
      add: (payouts) => setChosen((before) => withAll(before, payouts)),
      remove: (payouts) => setChosen((before) => without(before, payouts)),
      clear: () => setChosen(new Map()),
      renew: (payouts) =>
        setChosen((before) => {
          const known = payouts.filter(({ payout_id }) => before.has(payout_id));
          return known.length > 0 ? withAll(before, known) : before;
        }),
    }),
    [chosen],
  );
  return <SelectionContext.Provider value={selection}>{children}</SelectionContext.Provider>;
}

/** What is selected, below the part of the page that keeps it. */
export function useSelection(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error('Nothing can be selected here.');
  return selection;
}

function withAll(before: Chosen, payouts: AdminPayout[]): Chosen {
  return new Map([...before, ...payouts.map((payout) => [payout.payout_id, payout] as const)]);
}

function without(before: Chosen, payouts: AdminPayout[]): Chosen {
  const gone = new Set(payouts.map(({ payout_id }) => payout_id));
  return new Map([...before].filter(([id]) => !gone.has(id)));
}
