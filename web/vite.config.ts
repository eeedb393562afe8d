import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { fill } from '../libs/pages/fill.ts';

const ROOT = join(import.meta.dirname, '..');
const { PORT = '3000', COMPANY_NAME = 'Affiliate Payouts', EMBED_ORIGIN = '' } = process.env;

/** In development, the pages have the addresses and the words that the service gives them. */
const asServed: Plugin = {
  name: 'as-served',
  apply: 'serve',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      request.url = request.url
        ?.replace(/^\/dashboard\/admin\/?(?=[?#]|$)/, '/dashboard/admin/index.html')
        .replace(/^\/dashboard\/?(?=[?#]|$)/, '/dashboard/affiliate/index.html');
      next();
    });
  },
  transformIndexHtml: (html) => fill(html, { company: COMPANY_NAME, host: EMBED_ORIGIN, demo: 'true' }),
};

/** The two pages, each with its own entry. What both load is shared. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [asServed],
  // Said here, because Vite would ask NODE_ENV, which is another one in a test.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: command === 'serve' } },
  // The packages are ES modules already. Bundling them would write into a folder that services share.
  optimizeDeps: { noDiscovery: true },
  build: {
    outDir: join(ROOT, '.web'),
    emptyOutDir: true,
    target: 'es2022',
    // Both would need what the pages' content policy forbids, or is there for browsers that are long gone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['affiliate', 'admin'].map((page) => join(import.meta.dirname, page, 'index.html')),
    },
  },
  server: {
    port: 5173,
    // Where a folder shares the packages of another one, they are outside of it.
    fs: { allow: [ROOT, realpathSync(join(ROOT, 'node_modules'))] },
    proxy: Object.fromEntries(
      ['/payouts', '/admin', '/docs', '/openapi.json'].map((path) => [path, `http://localhost:${PORT}`]),
    ),
  },
}));
