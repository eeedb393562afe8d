import type { PlantedFault } from './planted-inside.ts';

/** Faults in runs: a payout is paid by one rail, in one run, and as a line of results says. */
export const PLANTED_IN_RUNS: Record<string, PlantedFault> = {
  'a file whose payouts PayPal pays too': {
    file: 'libs/workflows/runs/start-run.ts',
    from: '...(!isPaidByHand(run) && {',
    to: "...((!isPaidByHand(run) || run.form === 'paypal_csv') && {",
  },
  'a payout in two runs': {
    file: 'libs/payouts/runs/freeze.ts',
    from: 'if (run_id !== undefined) return true;',
    to: "if (run_id === '') return true;",
  },
  'a start of what a run has started that PayPal pays': {
    file: 'libs/workflows/process-payout.ts',
    from: "payment_method === 'paypal' && run_id === undefined;",
    to: "payment_method === 'paypal' && run_id !== '';",
  },
};
