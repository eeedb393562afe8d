import { expect, it } from 'vitest';
import { runSimulation, SIMULATION_MS } from './run-simulation.ts';

const SEEDS = 4;

it(
  `the simulation finds no violation in ${SEEDS} seeds of 300 steps`,
  async () => {
    const { exitCode, printed } = await runSimulation([
      '--seeds',
      `${SEEDS}`,
      '--steps',
      '300',
      '--affiliates',
      '5',
    ]);
    expect(printed.trim().split('\n')).toStrictEqual(
      Array.from({ length: SEEDS }, (_, index) =>
        expect.stringMatching(
          new RegExp(`^seed ${index + 1}: 300 steps, \\d+ operations, and everything held$`),
        ),
      ),
    );
    expect(exitCode).toBe(0);
  },
  SIMULATION_MS,
);
