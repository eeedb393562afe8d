import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const PORT = process.env.PORT ?? '3000';

/** In development, the pages have the addresses that the service gives them. */
const asDeployed: Plugin = {
  name: 'as-deployed',
  configureServer({ middlewares }) {
    middlewares.use((request, _response, next) => {
      request.url = request.url
        ?.replace(/^\/dashboard\/admin\/(?=[?#]|$)/, '/dashboard/admin/index.html')
        .replace(/^\/dashboard\/(?=[?#]|$)/, '/dashboard/affiliate/index.html');
      next();
    });
  },
};

/** The two pages, each with its own entry. What both load is shared. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [asDeployed],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(import.meta.dirname, '../.web'),
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
    proxy: Object.fromEntries(
      ['/payouts', '/admin', '/docs', '/openapi.json'].map((path) => [path, `http://localhost:${PORT}`]),
    ),
  },
});
