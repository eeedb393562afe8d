/* global SwaggerUIBundle */

/** The demo users of the local stage, with a token each. In any other stage there are none. */
async function readCallers() {
  const response = await fetch('/docs/callers.json');
  return response.ok ? response.json() : [];
}

/** Shows a choice of callers, and calls as the chosen one. */
function offer(callers, reference) {
  if (callers.length === 0) return;
  const select = document.querySelector('#caller');
  select.append(...callers.map(({ name, token }) => new Option(name, token)));
  select.addEventListener('change', () => reference.preauthorizeApiKey('bearer', select.value));
  reference.preauthorizeApiKey('bearer', select.value);
  document.querySelector('#callers').hidden = false;
}

const reference = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  // Each operation shows its own; the list of all of them is long, so it opens at a click.
  defaultModelsExpandDepth: 0,
  // No other host is asked whether the description is valid.
  validatorUrl: 'none',
  // A token is kept in this page only, and is gone when it is closed.
  persistAuthorization: false,
  onComplete: async () => offer(await readCallers(), reference),
});
