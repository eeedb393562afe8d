import { tableName } from './tables.ts';

/**
 * The plugins of `npm start`: they emulate API Gateway, schedules and streams, and make and fill the tables.
 */
export const localPlugins = {
  'serverless-offline': {
    noPrependStageInUrl: true,
    noSponsor: true,
    disableCookieValidation: true,
    // Its answer to a timeout, as on a machine that is busy, is a 200 with a stack.
    noTimeout: true,
  },
  'serverless-offline-dynamodb-streams': {
    endpoint: '${param:dynamodbEndpoint}',
    region: 'localhost',
    accessKeyId: 'local',
    secretAccessKey: 'local',
    readInterval: 200,
    checkpointFile: "${env:BUILD_FOLDER, '.esbuild/${sls:stage}'}-stream.json",
  },
  'serverless-dynamodb': {
    stages: ['local'],
    start: {
      host: "${env:DYNAMODB_HOST, '127.0.0.1'}",
      port: '${env:DYNAMODB_PORT, 8000}',
      noStart: true,
      migrate: true,
      seed: "${env:DEMO_DATA, 'demo'}",
    },
    seed: {
      none: { sources: [] },
      demo: {
        sources: [
          { table: tableName('affiliates'), sources: ['local/demo/affiliates.json'] },
          { table: tableName('payouts'), sources: ['local/demo/payouts.json'] },
        ],
      },
    },
  },
};
