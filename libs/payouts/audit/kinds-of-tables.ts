import { type KindDetails, NOTHING } from './kind.ts';

const PREPARE = 'npm run prepare-tables -- {where}';

/** What can be wrong with a table, its indexes and its stream. */
export const TABLE_KINDS = {
  'table-missing': {
    severity: 'error',
    means: 'There is no table of this name.',
    mend: 'npm run audit -- {elsewhere}',
  },
  'table-to-be-made': {
    severity: 'note',
    means: 'This table is made by the first deployment.',
    mend: NOTHING,
  },
  'table-differs': {
    severity: 'error',
    means: 'The key of this table is not the one that the service reads by. It is not read.',
    mend: 'Copy the records into a table with the right key: the key of a table cannot be changed.',
  },
  'index-missing': {
    severity: 'error',
    means: 'Lists, sums or schedules read by this index, and fail without it.',
    mend: PREPARE,
  },
  'index-differs': {
    severity: 'error',
    means: 'An index of this name has other keys, or does not hold whole records.',
    mend: 'aws dynamodb update-table --table-name {table} --global-secondary-index-updates \'[{"Delete":{"IndexName":"{id}"}}]\'',
  },
  'index-not-ready': {
    severity: 'warning',
    means: 'DynamoDB is still building this index.',
    mend: PREPARE,
  },
  'stream-missing': {
    severity: 'error',
    means: 'Without a stream nothing is sent to PayPal, mailed, or counted within seconds.',
    mend: PREPARE,
  },
  'stream-differs': {
    severity: 'error',
    means: 'The stream of this table does not show records as they were and as they are.',
    mend: 'aws dynamodb update-table --table-name {id} --stream-specification StreamEnabled=false',
  },
} as const satisfies Record<string, KindDetails>;
