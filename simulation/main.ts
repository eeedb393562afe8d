import { parseArgs } from 'node:util';
import { createCertificate } from '../local/paypal/certificate.ts';
import type { Step } from './planned-step.ts';
import { createProgress } from './progress.ts';
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

/**
 * `npm run simulate -- --seed N --seeds S --steps M --affiliates K`. The exit code is 1 if a seed found
 * a violation.
 */
async function main(): Promise<void> {
  const { first, seeds, steps, affiliates, shrinks } = readOptions();
  // All waits before a retry are made of it: the same waits, in a twentieth of the time.
  const { random } = Math;
  Math.random = () => random() / 20;
  const certificate = await createCertificate({ from: STARTS_AT - YEAR_MS, until: STARTS_AT + 5 * YEAR_MS });
  const progress = createProgress(process.stderr);
  for (let seed = first; seed < first + seeds; seed++) {
    const show = (done: number, of: number) => progress.show(seed, done, of);
    const finding = await simulate({ seed, steps, affiliates }, certificate, { shrinks, show });
    progress.clear();
    process.stdout.write(`seed ${seed}: ${tell(finding, steps)}\n`);
    if (!('message' in finding)) continue;
    process.exitCode = 1;
    return;
  }
}

/** What is asked for. What means nothing ends the command with a line that says so. */
function readOptions() {
  try {
    const { values } = parseArgs({ options: OPTIONS });
    const { seed, seeds, steps, affiliates, 'no-shrink': isWhole } = values;
    return {
      first: count(seed),
      seeds: count(seeds),
      steps: count(steps),
      affiliates: count(affiliates),
      shrinks: !isWhole,
    };
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
}

function tell(finding: Finding, steps: number): string {
  if (!('message' in finding)) return `${steps} steps, ${finding.events} operations, and everything held`;
  return `${finding.message}\nThe shortest sequence found, ${finding.steps.length} steps:\n${finding.steps.map(tellStep).join('\n')}`;
}

function tellStep({ seed: _, ...step }: Step, index: number): string {
  return `${index + 1}. ${JSON.stringify(step)}`;
}

function count(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`${text} is not a whole number above 0.`);
}

await main();
