/** The service did what it must not. The message says what, for a person to read. */
export class Violation extends Error {}
