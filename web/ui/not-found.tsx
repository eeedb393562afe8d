import { WORDS } from '../words/en.ts';

/** What an address shows that leads nowhere. */
export function NotFound() {
  return (
    <section class="card">
      <h1>{WORDS.notFound}</h1>
      <p>
        <a href="#/">{WORDS.notFoundHow}</a>
      </p>
    </section>
  );
}
