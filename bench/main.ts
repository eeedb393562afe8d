import { benchAudit } from './audit.ts';
import { benchChain } from './chain.ts';
import { benchColdStart } from './cold-start.ts';
import { benchCost } from './cost.ts';
import { benchFind } from './find.ts';
import { benchHistory } from './history.ts';
import { describeMachine, type Report, renderReport } from './report.ts';
import { benchSender } from './sender.ts';
import { dropLogLines } from './silence-log.ts';
import { benchThroughput } from './throughput.ts';

const SIZES = [10, 1000, 10_000, 100_000];

/** Every benchmark at the scale whose results stand in docs/performance.md. */
const BENCHMARKS: Record<string, () => Promise<Report>> = {
  history: () => benchHistory({ sizes: SIZES, rounds: 200 }),
  chain: () => benchChain({ rounds: 400, callsPerRound: 50 }),
  'cold-start': () => benchColdStart({ rounds: 20 }),
  throughput: () => benchThroughput({ wishes: 512, affiliates: 64, connections: [1, 16, 64], rounds: 3 }),
  cost: () => benchCost({ sizes: SIZES }),
  sender: () => benchSender({ payouts: 1200, shards: [1, 4], speed: 2 }),
  audit: () => benchAudit({ payouts: [1000, 10_000, 100_000], affiliates: [1000, 100_000, 1_000_000] }),
  find: () => benchFind({ payouts: 100_000, pages: 12 }),
};

/**
 * Runs the benchmarks of these names, or all of them. The exit code tells whether everything held that must
 * hold.
 */
async function main(names: string[]): Promise<void> {
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown) {
    process.stderr.write(`There is no benchmark ${unknown}, only ${Object.keys(BENCHMARKS).join(', ')}.\n`);
    process.exit(1);
  }
  print(describeMachine());
  for (const [name, run] of Object.entries(BENCHMARKS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const report = await run();
    print(`## ${name}\n\n${renderReport(report)}`);
    if (report.promises.some(({ holds }) => !holds)) process.exitCode = 1;
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n\n`);
}

dropLogLines();
await main(process.argv.slice(2));
