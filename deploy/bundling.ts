/** How each function becomes one small file. */
export const bundling = {
  bundle: true,
  outputWorkFolder: "${env:BUILD_FOLDER, '.esbuild/${sls:stage}'}",
  // Names stay, so that a stack in the log can be read: that costs an import nothing measurable, and source
  // maps a third more.
  minifyWhitespace: true,
  minifySyntax: true,
  target: 'node24',
  // An ESM import of a built-in module costs a cold start 25 ms where require costs 3.
  format: 'cjs',
  outputFileExtension: '.cjs',
  // The SDK's ES modules shed what is unused: two thirds of the size, and of the cold start.
  mainFields: ['module', 'main'],
  // Lambda hands its credentials over in the environment; the other ways to find some are never loaded there.
  exclude: ['ini', 'sso', 'process', 'web-identity', 'http', 'login']
    .map((source) => `@aws-sdk/credential-provider-${source}`)
    .concat('@smithy/credential-provider-imds'),
  // pdfkit asks where it is, to find files that we use none of; in CJS there is no answer, and its import
  // would fail.
  define: { 'import.meta.url': '"file:///var/task/"' },
  plugins: 'deploy/esbuild-plugins.ts',
};
