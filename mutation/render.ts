import { EQUIVALENT } from './equivalent/all.ts';
import type { Mutant } from './mutant.ts';

/** The page about a part: how many changes were noticed in each file, and each that was not. */
export function renderPart(name: string, mutants: Mutant[]): { text: string; unexplained: number } {
  const files = Object.entries(Object.groupBy(mutants, ({ file }) => file)).sort();
  const rows = files.map(([file, those = []]) => {
    const noticed = those.filter(({ isNoticed }) => isNoticed).length;
    const share = ((100 * noticed) / those.length).toFixed(1);
    return `| ${file} | ${those.length} | ${noticed} | ${share} |`;
  });
  const unnoticed = mutants.filter(({ isNoticed }) => !isNoticed);
  const unexplained = unnoticed.filter((mutant) => reasonOf(mutant) === undefined).length;
  const lines = unnoticed.map(
    (mutant) => `- ${tell(mutant)} ${reasonOf(mutant) ?? '**No reason is known.**'}`,
  );
  const text = [
    `# Mutants: ${name}`,
    '',
    `Written by \`npm run mutate -- ${name}\`: each change was made alone, and the part's tests were run.`,
    '',
    '| file | changes | noticed | % |',
    '| --- | ---: | ---: | ---: |',
    ...rows,
    ...(lines.length > 0 ? ['', '## What no test notices', '', ...lines] : []),
    '',
  ].join('\n');
  return { text, unexplained };
}

function tell({ file, line, from, to }: Mutant): string {
  return `${file}:${line}, ${quoted(from)} → ${quoted(to)}:`;
}

/** In one line of Markdown. */
function quoted(code: string): string {
  const text = code.replace(/\s+/g, ' ');
  return `\`\` ${text.length > 100 ? `${text.slice(0, 99)}…` : text} \`\``;
}

/** Why the change changes nothing that anybody could see; undefined if nobody has said. */
function reasonOf({ file, on, from, to }: Mutant): string | undefined {
  return EQUIVALENT[file]?.find((each) => on.includes(each.on) && from.includes(each.from) && each.to === to)
    ?.reason;
}
