/** A change that changes nothing that anybody could see, and why. */
interface Equivalent {
  /** A piece of the text that is changed. */
  from: string;
  to: string;
  reason: string;
}

/** By file: the changes that no test can notice. */
export const EQUIVALENT: Record<string, Equivalent[]> = {};
