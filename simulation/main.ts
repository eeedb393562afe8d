import { parseArgs } from 'node:util';
import { createCertificate } from '../local/paypal/certificate.ts';
import { createProgress } from '../terminal/progress.ts';
import { runScript, wholeNumber } from '../terminal/run-script.ts';
import type { Step } from './planned-step.ts';
import { type Finding, STARTS_AT, simulate } from './simulate.ts';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

const OPTIONS = {
  /** The first seed. */
  seed: { type: 'string', default: '1' },
  /** How many seeds, each the one before and one more. */
  seeds: { type: 'string', default: '1' },
  steps: { type: 'string', default: '2000' },
  affiliates: { type: 'string', default: '8' },
  /** Tells what went wrong as it was seen first. */
  'no-shrink': { type: 'boolean', default: false },
} as const;

const USAGE = `Usage: npm run simulate -- [--seed 1] [--seeds 1] [--steps 2000] [--affiliates 8] [--no-shrink]
  --seeds      how many seeds in a row, from --seed on
  --no-shrink  shows a failure as it was first seen, not the shortest sequence that fails`;

/** The exit code is 1 if a seed found a violation. */
async function main(): Promise<number> {
  const { first, seeds, steps, affiliates, shrinks } = readOptions();
  // All waits before a retry are made of it: the same waits, in a twentieth of the time.
  const { random } = Math;
  Math.random = () => random() / 20;
  const certificate = await createCertificate({ from: STARTS_AT - YEAR_MS, until: STARTS_AT + 5 * YEAR_MS });
  const progress = createProgress(process.stderr);
  for (let seed = first; seed < first + seeds; seed++) {
    const show = (done: number, of: number) => progress.show(`seed ${seed}: ${done} of ${of} steps`);
    const finding = await simulate({ seed, steps, affiliates }, certificate, { shrinks, show });
    progress.clear();
    process.stdout.write(`seed ${seed}: ${tell(finding, steps)}\n`);
    if ('message' in finding) return 1;
  }
  return 0;
}

function readOptions() {
  const { values } = parseArgs({ options: OPTIONS });
  return {
    first: wholeNumber('seed', values.seed),
    seeds: wholeNumber('seeds', values.seeds),
    steps: wholeNumber('steps', values.steps),
    affiliates: wholeNumber('affiliates', values.affiliates),
    shrinks: !values['no-shrink'],
  };
}

function tell(finding: Finding, steps: number): string {
  if (!('message' in finding)) return `${steps} steps, ${finding.events} operations, and everything held`;
  return `${finding.message}\nThe shortest sequence found, ${finding.steps.length} steps:\n${finding.steps.map(tellStep).join('\n')}`;
}

function tellStep({ seed: _, ...step }: Step, index: number): string {
  return `${index + 1}. ${JSON.stringify(step)}`;
}

await runScript({ name: 'npm run simulate --', usage: USAGE }, main);
