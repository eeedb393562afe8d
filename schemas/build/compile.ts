import { writeClientTypes } from './client-types.ts';
import { indexEndpoints } from './endpoints.ts';
import { indexResponses } from './responses.ts';
import { compileSchemas } from './validators.ts';

/**
 * Writes everything that is made from schemas and endpoint records before types are checked or anything runs.
 */
export async function compile(): Promise<void> {
  await Promise.all([compileSchemas(), indexResponses(), indexEndpoints(), writeClientTypes()]);
}

// Not awaited: a module that awaits cannot be required, and the bundler's plugins are.
if (process.argv[1] === import.meta.filename) compile();
