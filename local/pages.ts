import { join } from 'node:path';
import { createServer } from 'vite';

/**
 * The two pages for someone who edits them: Vite shows an edit at once, and asks the service for everything
 * else. It listens on the first free port from 5173, and tells the process that started it where.
 */

try {
  const configFile = join(import.meta.dirname, '../web/vite.config.ts');
  const server = await createServer({ configFile, configLoader: 'native', logLevel: 'error' });
  await server.listen();
  process.send?.(server.resolvedUrls?.local[0]);
  process.once('disconnect', () => process.exit());
} catch (error) {
  process.stderr.write(`The pages cannot be edited with hot reload: ${(error as Error).message}\n`);
  process.exitCode = 1;
  process.disconnect?.();
}
