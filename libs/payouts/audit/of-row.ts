import type { Counters } from '../balance.ts';
import { COUNTERS, countersIn, faultsOf } from '../reconciliation.ts';
import { describeValue, type Finding, type Item } from './finding.ts';

/**
 * What is wrong with a balance row in itself. Whether it is the sum of the payouts is for `reconcile`, which
 * looks at rows one by one and waits while their money moves.
 */
export function findingsOfRow(item: Item): Finding[] {
  const id = String(item.affiliate_id);
  if (item.marked !== undefined) {
    return [{ kind: 'row-half-open', id, why: `marked is ${describeValue(item.marked)}` }];
  }
  const odd = COUNTERS.filter((name) => !Number.isSafeInteger(item[name]));
  const oddities = odd.map((name) => `${name} is ${describeValue(item[name])}`);
  const row = countersIn(item);
  const why = oddities.length > 0 ? oddities : faultsOf(row, row as Counters);
  return why.length > 0 ? [{ kind: 'row-broken', id, why: why.join(', ') }] : [];
}
