import { benchAudit, benchAuditMemory } from './audit.ts';
import { benchChain } from './chain.ts';
import { benchColdStart } from './cold-start.ts';
import { benchCost } from './cost.ts';
import { benchFind } from './find.ts';
import { benchHistory } from './history.ts';
import { benchMonth } from './month.ts';
import { benchSender } from './sender.ts';
import { benchThroughput } from './throughput.ts';

/**
 * Every benchmark at the scale whose results stand in docs/performance.md, in parts that each take less than
 * three minutes on an idle machine.
 */
export const PARTS = {
  history: () => benchHistory({ sizes: [10, 1000, 10_000], rounds: 200 }),
  'long-history': () => benchHistory({ sizes: [10, 30_000], rounds: 60 }),
  chain: () => benchChain({ rounds: 400, callsPerRound: 50 }),
  'cold-start': () => benchColdStart({ rounds: 20 }),
  throughput: () => benchThroughput({ wishes: 384, affiliates: 64, connections: [1, 16, 64], rounds: 2 }),
  cost: () => benchCost({ sizes: [10, 50, 1000, 10_000] }),
  month: () => benchMonth(),
  sender: () => benchSender({ payouts: 1200, shards: 1, saysWhen: false, speed: 2 }),
  'sender-told': () => benchSender({ payouts: 1200, shards: 4, saysWhen: true, speed: 2 }),
  'sender-untold': () => benchSender({ payouts: 1200, shards: 4, saysWhen: false, speed: 2 }),
  audit: () => benchAudit([1000, 10_000, 100_000]),
  'audit-memory': () => benchAuditMemory([1000, 100_000, 1_000_000]),
  find: () => benchFind({ payouts: 100_000, pages: 12 }),
};
