import type { Plugin } from 'esbuild';
import { compileSchemas } from '../schemas/compile.ts';

let compiled: Promise<void> | undefined;

/** Compiles the schemas before anything is bundled, so that no deployment carries a validator of yesterday. */
const compileSchemasFirst: Plugin = {
  name: 'compile-schemas-first',
  setup(build) {
    build.onStart(() => {
      compiled ??= compileSchemas();
      return compiled;
    });
  },
};

export default [compileSchemasFirst];
