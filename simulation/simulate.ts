import type { Certificate } from '../local/paypal/certificate.ts';
import { listenToLogs } from './logs.ts';
import { type PlanOptions, planSteps } from './plan.ts';
import type { Step } from './planned-step.ts';
import { openRun } from './run.ts';
import { shrink } from './shrink.ts';
import { finish, takeStep } from './step.ts';
import { startSystem } from './system.ts';
import { Violation } from './violation.ts';

/** When every run begins: PayPal's certificate and its 30 days go by this clock. */
export const STARTS_AT = Date.UTC(2026, 2, 1);

/**
 * What a run has found: nothing, or what went wrong, and the shortest sequence of steps that it was seen
 * in.
 */
export type Finding = { events: number } | { message: string; steps: Step[] };

/** Whether to look for a shorter sequence, and what is told of how far it is. */
export interface PlayOptions {
  shrinks: boolean;
  show(done: number, steps: number): void;
}

/**
 * Plays the steps of a seed on a system of their own, and shrinks them if the service broke a promise.
 */
export async function simulate(
  options: PlanOptions,
  certificate: Certificate,
  { shrinks, show }: PlayOptions,
): Promise<Finding> {
  const steps = planSteps(options);
  const play = (some: Step[]) => playSteps(options, some, certificate, show);
  const finding = await play(steps);
  if (!('message' in finding) || !shrinks) return finding;
  return shrink(finding, play);
}

/** Plays steps, whole or until the first violation; then only the steps up to it are named. */
async function playSteps(
  options: PlanOptions,
  steps: Step[],
  certificate: Certificate,
  show: PlayOptions['show'],
): Promise<Finding> {
  const logs = listenToLogs();
  const system = await startSystem(STARTS_AT, certificate);
  let taken = 0;
  try {
    const run = await openRun(system, logs, options);
    for (const step of steps) {
      taken++;
      await takeStep(run, step);
      show(taken, steps.length);
    }
    await finish(run);
    if (logs.leaks[0]) throw new Violation(`The log has what it must not: ${logs.leaks[0]}`);
    return { events: run.record.length };
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { message: error.message, steps: steps.slice(0, taken) };
  } finally {
    await system.close();
    logs.stop();
  }
}
