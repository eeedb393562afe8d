/**
 * The words for a code of the service, if we have any. A code that we do not know may be any text, also the
 * name of something that every object has.
 */
export function wordFor<Word>(words: Record<string, Word>, code: string): Word | undefined {
  return Object.hasOwn(words, code) ? words[code] : undefined;
}
