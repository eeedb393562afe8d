import type { RunView } from '../schemas/parts/run.ts';

type Listed = Pick<RunView, 'run_id' | 'form' | 'count' | 'total_amount' | 'payouts'>;

/** What is wrong if the sum of a run's file, in cents, is not the run's. */
export function faultsOfFile(
  { run_id, form, count, total_amount }: Omit<Listed, 'payouts'>,
  lines: readonly string[],
): string[] {
  const cents = rowsOf(form, lines).map(([, amount = '']) => Number(amount.replace('.', '')));
  return differences(`Run ${run_id} has`, [count, total_amount], 'its file', [cents.length, sumOf(cents)]);
}

/** The ids of the payouts in a run's file. */
export function idsInFile(form: RunView['form'], lines: readonly string[]): string[] {
  return rowsOf(form, lines).map(([, , , id = '']) => id);
}

/** PayPal's form has no header. */
function rowsOf(form: RunView['form'], lines: readonly string[]): string[][] {
  return lines.slice(form === 'paypal_csv' ? 0 : 1).map((text) => text.split(','));
}

/** What is wrong if a payout is in another run than the one that its record names, or in two. */
export function faultsOfRuns(
  payouts: readonly { payout_id: string; run_id?: string | undefined }[],
  runs: readonly Listed[],
): string[] {
  return runs.flatMap(({ run_id, payouts: lines, count, total_amount }) => {
    const started = payouts.filter((payout) => payout.run_id === run_id).map(({ payout_id }) => payout_id);
    const listed = lines.map(({ payout_id }) => payout_id);
    const sums = [lines.length, sumOf(lines.map(({ amount }) => amount))];
    return [
      ...differences(`Run ${run_id} lists`, listed.sort(), 'it has started', started.sort()),
      ...differences(`Run ${run_id} has`, [count, total_amount], 'its payouts', sums),
    ];
  });
}

/** What is wrong if an id is in two files, or in a file and at PayPal. */
export function faultsOfRails(filed: readonly string[], posted: ReadonlySet<string>): string[] {
  return filed.flatMap((id, index) => [
    ...(filed.indexOf(id) < index ? [`${id} is in two files.`] : []),
    ...(posted.has(id) ? [`PayPal has ${id}, and so has a file.`] : []),
  ]);
}

function differences(one: string, left: unknown[], other: string, right: unknown[]): string[] {
  const [said, found] = [left, right].map((values) => values.join(', '));
  return said === found ? [] : [`${one} ${said}; ${other} ${found}.`];
}

function sumOf(numbers: number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
