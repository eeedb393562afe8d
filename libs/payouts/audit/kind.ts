/**
 * How bad it is: an error must be mended before money moves here, a warning is for a person to look at, and a
 * note is what this service reads as it was meant.
 */
export type Severity = 'error' | 'warning' | 'note';

/** What an audit says of a kind of finding. */
export interface KindDetails {
  severity: Severity;
  means: string;
  /**
   * The command that mends one. A report fills in what is in braces: the id of the record, its attribute, its
   * table, in `{where}` what names database and tables, and in `{elsewhere}` the same with a blank for the
   * name of the table that is not there. What is in angle brackets is for a person.
   */
  mend: string;
}

/** What is said if there is nothing to mend. */
export const NOTHING = 'Nothing to do.';

/** Counts what is not counted as what it is. */
export const COUNT = 'npx sls invoke --stage <stage> -f openBalances -p events/open-balances.json';
