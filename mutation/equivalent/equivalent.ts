/** A change that changes nothing that anybody could see, and why. */
export interface Equivalent {
  /** A piece of the line that it stands on: what makes it this one and no other. */
  on: string;
  /** A piece of the text that is changed. */
  from: string;
  to: string;
  reason: string;
}

/** By file, from the root: the changes that no test can notice. */
export type Equivalents = Record<string, Equivalent[]>;

/** What Stryker puts in the place of an empty text, and of an empty list. */
export const TEXT = '"Stryker was here!"';
export const LIST = '["Stryker was here"]';

/** Reasons that many changes share. */
export const NEVER_ABSENT = 'It is there for the types: the value is never absent.';
export const BOTH_SIDES = 'Both sides of the comparison are made alike, in whichever case.';
export const RETURNS_NOTHING = 'It returns nothing, too.';
