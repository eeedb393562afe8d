import { vi } from 'vitest';

type Level = 'info' | 'warn' | 'error';

// biome-ignore lint/suspicious/noExplicitAny: each event has fields of its own.
type Line = Record<string, any>;

/** What every line of the service's log begins with, and nothing else that is written. */
export const LOG_LINE = '{"level":';

/** The lines that were logged in this test, to the letter. */
export const logTexts = (): string[] =>
  vi
    .mocked(process.stdout.write)
    .mock.calls.map(([text]) => String(text))
    .filter((text) => text.startsWith(LOG_LINE));

/** The lines of a level that were logged in this test, without those that are a metric. */
export const logLines = (level: Level): Line[] =>
  logTexts()
    .map((text): Line => JSON.parse(text))
    .filter((line) => line.level === level && !('_aws' in line));
