/** A command of this tree, as `npm run` starts it. */
export interface Script {
  /** How it is started, such as `npm run audit --`. */
  name: string;
  /** Its options, for a person who asks with `--help`. */
  usage: string;
  /** The exit code if it was not carried out; 1 by default. */
  failsWith?: number;
  /** What went wrong, in one line. */
  tell?: (error: unknown) => string;
}

/**
 * Runs a command. Whatever it throws is told in one line, and is the end of it; `--help` shows its options
 * instead. What `main` returns is the exit code.
 */
export async function runScript(
  { name, usage, failsWith = 1, tell = firstLineOf }: Script,
  main: () => Promise<number | undefined> | number | undefined,
): Promise<void> {
  if (process.argv.slice(2).includes('--help')) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  try {
    process.exitCode = (await main()) ?? process.exitCode ?? 0;
  } catch (error) {
    const line = isUsageError(error) ? `${sentenceOf(error)} ${name} --help shows the options.` : tell(error);
    process.stderr.write(`${line}\n`);
    process.exitCode = failsWith;
  }
}

/** An option that takes a whole number above 0. @throws Error in one line */
export function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${option} takes a whole number above 0; ${text} is none.`);
}

function firstLineOf(error: unknown): string {
  return (error as Error).message.split('\n')[0] ?? '';
}

/** Thrown by `parseArgs`. */
function isUsageError(error: unknown): boolean {
  return String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}

/** After its first sentence, `parseArgs` tells what else may have been meant. */
function sentenceOf(error: unknown): string {
  const line = firstLineOf(error);
  return `${line.replace(/\. .*$/s, '').replace(/\.$/, '')}.`;
}
