import { describe, expect, it } from 'vitest';
import { type Actor, PAYOUT_STATUSES, type RecordedStatus } from '../../libs/payouts/payout.ts';
import { type Action, requireTransition, TRANSITIONS } from '../../libs/payouts/transitions.ts';

const ACTIONS: Action[] = ['release', 'cancel', 'start', 'complete', 'fail', 'return', 'amend'];
const ACTORS: Actor[] = ['owner', 'admin', 'schedule', 'provider'];
const STATUSES: RecordedStatus[] = [...PAYOUT_STATUSES, 'unknown'];
const EVERY_PAIR = STATUSES.flatMap((status) => ACTIONS.map((action) => ({ status, action })));

const HOLDS = { scheduled: 1, pending: 1, processing: 1, completed: 1, failed: 0, cancelled: 0, unknown: 1 };
const SPENT = { scheduled: 0, pending: 0, processing: 0, completed: 1, failed: 0, cancelled: 0, unknown: 0 };

describe('the table of transitions', () => {
  it.each(EVERY_PAIR)(
    '$status, $action: has one transition, or is invalid_transition',
    ({ status, action }) => {
      const edges = TRANSITIONS.filter((edge) => edge.from === status && edge.action === action);
      expect(edges.length).toBeLessThanOrEqual(1);
      for (const role of ACTORS) {
        if (edges[0]?.who.includes(role)) expect(requireTransition(status, action, role)).toBe(edges[0]);
        else {
          expect(() => requireTransition(status, action, role)).toThrowError(
            expect.objectContaining({ code: 'invalid_transition', details: { status, action } }),
          );
        }
      }
    },
  );

  it.each(TRANSITIONS)(
    '$from, $action, $to: changes the counters by what the statuses hold and have spent',
    (edge) => {
      expect(edge.committed).toBe(HOLDS[edge.to] - HOLDS[edge.from]);
      expect(edge.paid).toBe(SPENT[edge.to] - SPENT[edge.from]);
    },
  );

  it('never leads to an earlier status, so that a list by status misses no payout', () => {
    for (const { from, to } of TRANSITIONS) {
      if (from !== to) expect(STATUSES.indexOf(to)).toBeGreaterThan(PAYOUT_STATUSES.indexOf(from as never));
    }
  });

  it('is the one in the docs (npm test -- -u rewrites it)', async () => {
    await expect(document()).toMatchFileSnapshot('../../docs/lifecycle.md');
  });
});

function document(): string {
  const edges = TRANSITIONS.map(({ from, action, to }) => `  ${from} --> ${to}: ${action}`);
  const rows = TRANSITIONS.map(
    ({ from, action, to, who, committed, paid }) =>
      `| ${from} | ${action} | ${to} | ${who.join(', ')} | ${committed} | ${paid} |`,
  );
  return `# The life of a payout

\`scheduled\`, \`pending\` and \`processing\` hold the money; \`completed\` has spent it; in \`failed\` and \`cancelled\` it is available
again. Each step is one transaction, which only holds if the payout still has the status that the step leads from. This
page is generated from \`libs/payouts/transitions.ts\`, and a test compares the two.

\`\`\`mermaid
stateDiagram-v2
  [*] --> scheduled: request for later
  [*] --> pending: request
${edges.join('\n')}
\`\`\`

\`unknown\` is no status of this service. It stands for one that another service wrote and that this service does not
know, such as \`paid\`: the payout holds its money until an admin completes or fails it.

The last two columns are the effect on the counters, as multiples of the amount.

| from | action | to | who | committed | paid |
| --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
