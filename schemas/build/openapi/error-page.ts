import { STATUS_OF } from '../../../libs/http/status.ts';
import type { ErrorCode } from '../../../libs/payouts/errors.ts';
import { ERROR_HELP } from '../../parts/error-help.ts';
import { ERROR_DETAILS } from '../../responses/error.ts';
import type { Examples } from './document.ts';

const CODES = (Object.keys(ERROR_DETAILS) as ErrorCode[]).sort(
  (one, other) => STATUS_OF[one] - STATUS_OF[other],
);

/** What stands in docs/api.md before the part that is written. */
const MARK = '<!-- From here on, this page is written by `npm run openapi`. -->\n';

/** The page on the API with its part on errors anew: a table of all codes, and a section for each. */
export function withErrors(page: string, { errors }: Pick<Examples, 'errors'>): string {
  const [before] = page.split(MARK);
  const rows = CODES.map((code) => `| ${STATUS_OF[code]} | [\`${code}\`](#${code}) | ${detailsOf(code)} |`);
  const table = ['| status | code | `details` |', '| --- | --- | --- |', ...rows].join('\n');
  const sections = CODES.map((code) => sectionOf(code, String(errors[code]?.message)));
  return `${before}${MARK}\n${[table, ...sections].join('\n\n')}\n`;
}

function detailsOf(code: ErrorCode): string {
  const { properties = {}, required = [] } = ERROR_DETAILS[code] ?? {};
  const names = Object.keys(properties).map((name) =>
    (required as readonly string[]).includes(name) ? `\`${name}\`` : `\`${name}\`?`,
  );
  return names.join(', ');
}

/** The message is the one of a real answer. */
function sectionOf(code: ErrorCode, message: string): string {
  const { happened, fix } = ERROR_HELP[code];
  return `### ${code}\n\n> ${message}\n\n**What happened:** ${happened}\n\n**How to fix it:** ${fix}`;
}
