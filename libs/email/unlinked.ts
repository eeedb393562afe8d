/**
 * A zero-width non-joiner: nobody sees it, and it is in no URL, so a mail program does not take what it stands in for a
 * link. Browsers refuse a host that has one, whereas they drop the other invisible characters from it.
 */
const BREAK = '\u200c';

/** A dot or an @ between two characters, and the colon before slashes: what mail programs know addresses by. */
const JOINTS = /(?<=\S)[.@\u3002\uff0e\uff61\uff20](?=\S)|:(?=[/\\])/g;

/** The plain form of an address. It can be taken for nothing but an address, and people want to copy it. */
const PLAIN_ADDRESS = /^[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+$/;

/**
 * Text that people wrote, so that it reads the same and no mail program makes a link of it: whoever clicks in our letter
 * must end where we lead.
 */
export function unlinked(text: string): string {
  return text.replace(JOINTS, `${BREAK}$&${BREAK}`);
}

/** The same for an address, of which only one in an unusual form could be taken for something else. */
export function unlinkedAddress(address: string): string {
  return PLAIN_ADDRESS.test(address) ? address : unlinked(address);
}
