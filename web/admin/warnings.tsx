import type { AdminPayout } from '../../client/index.ts';
import { Notice } from '../ui/parts.tsx';
import { wordFor } from '../ui/word-for.ts';
import { ADMIN_WORDS } from '../words/en-admin.ts';

/** A start with one of these needs an admin who says why. */
const NEEDING_OVERRIDE = ['affiliate_missing', 'affiliate_inactive', 'not_covered'];

/** Whether the service will ask for a reason before it starts this payout. */
export function needsOverride({ warnings }: Pick<AdminPayout, 'warnings'>): boolean {
  return warnings.some((code) => NEEDING_OVERRIDE.includes(code));
}

/** The name of a warning; one that is not known yet names itself. */
export function nameOfWarning(code: string): string {
  return wordsOf(code)?.name ?? code;
}

/** What a warning means, if we know it. */
export function meaningOf(code: string): string | undefined {
  return wordsOf(code)?.means;
}

function wordsOf(code: string) {
  return wordFor(ADMIN_WORDS.warnings, code);
}

/** Each warning in words: what it means, and what to do. */
export function Warnings({ codes }: { codes: string[] }) {
  return (
    <>
      {codes.map((code) => (
        <Notice key={code} tone="warn">
          <p>
            <strong>{nameOfWarning(code)}.</strong> {meaningOf(code)} {wordsOf(code)?.todo}
          </p>
        </Notice>
      ))}
    </>
  );
}

/** The warnings of a payout in a list, by name. */
export function WarningBadges({ codes }: { codes: string[] }) {
  return (
    <>
      {codes.map((code) => (
        <span key={code} class="badge warn">
          {nameOfWarning(code)}
        </span>
      ))}
    </>
  );
}
