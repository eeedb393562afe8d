import { describe, it } from 'vitest';
import { ADMIN_STATES } from './admin-states.ts';
import { AFFILIATE_STATES } from './affiliate-states.ts';
import { expectItFits } from './fits.ts';
import { takePictures } from './pictures.ts';
import { RUN_STATES } from './run-states.ts';
import type { Pages } from './use-pages.ts';

/** Every state that a page can be in, at every width, in both schemes. */
export function looks(pages: Pages): void {
  const SCHEMES = ['light', 'dark'] as const;

  describe.each([
    { which: 'affiliate', states: AFFILIATE_STATES },
    { which: 'admin', states: { ...ADMIN_STATES, ...RUN_STATES } },
  ] as const)('the page of the $which', ({ which, states }) => {
    describe.each(Object.entries(states))('%s', (name, { reach, ...options }) => {
      it.each(SCHEMES)('fits and can be read, in %s', async (scheme) => {
        const page = await pages.open(which, { ...options, scheme });
        await reach(page);
        await expectItFits(page, name);
        await takePictures(page, `${which}-${name}-${scheme}`);
      });
    });
  });
}
