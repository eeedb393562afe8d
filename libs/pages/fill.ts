import { escapeHtml } from '../runtime/text.ts';

/** What the pages are told of their deployment, in `meta` elements: everything else comes from the API. */
export interface PageWords {
  company: string;
  /** The one origin whose page may embed them, and hand them tokens; empty if there is none. */
  host: string;
  /** `true` where they may offer the demo users. */
  demo: string;
}

/** The page with its words in the places that it has for them. They are text, whatever they are. */
export function fill(html: string, words: PageWords): string {
  return html.replace(/\{(company|host|demo)\}/g, (_, name: keyof PageWords) => escapeHtml(words[name]));
}
