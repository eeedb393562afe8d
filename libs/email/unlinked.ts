/**
 * A zero-width non-joiner. It is invisible and part of no URL, so a mail program makes no link of text that
 * has one. A browser refuses a host with it, whereas it would drop any other invisible character.
 */
const BREAK = '\u200c';

/** A dot, a colon or an @ between two characters, in any width: mail programs know links by them. */
const JOINTS = /(?<=\S)[.:@\u3002\uff0e\uff61\uff1a\uff20](?=\S)/g;

/** The plain form of an e-mail address. It can be taken for nothing else, and people want to copy it. */
const PLAIN_ADDRESS = /^[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+$/;

/**
 * Makes text that people wrote read the same, without anything that a mail program would turn into a link: a
 * click in our letter must lead only where we mean it to.
 */
export function unlinked(text: string): string {
  return text.replace(JOINTS, `${BREAK}$&${BREAK}`);
}

/** The same for an e-mail address: only one of an unusual form could be taken for something else. */
export function unlinkedAddress(address: string): string {
  return PLAIN_ADDRESS.test(address) ? address : unlinked(address);
}
