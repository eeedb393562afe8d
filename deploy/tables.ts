import { TABLES, type TableKey } from '../libs/store/engine/tables.ts';

const KEYS = Object.keys(TABLES) as TableKey[];

/** The parameter that names a table which exists; without it, this stack makes the table. */
export function parameterOf(table: TableKey): string {
  return `${table}Table`;
}

/** What the parameters say of tables: their names, empty where this stack makes one, and a stream. */
export const givenTables = Object.fromEntries(
  [...KEYS.map(parameterOf), 'payoutsStreamArn'].map((name) => [name, `\${param:${name}, ''}`]),
);

/** The names of all tables in the stage that is being packaged. */
export const tableNames = Object.fromEntries(
  KEYS.map((table) => [
    table,
    `\${param:${parameterOf(table)}, '${TABLES[table].name}\${param:tableSuffix}'}`,
  ]),
);

/** The name of a table in the stage that is being packaged. */
export function tableName(table: TableKey): string {
  return `\${self:custom.tables.${table}}`;
}

/** What becomes of a table that another one replaces. There is no exception for those that are just made. */
export const replacePolicies = { Delete: 'Delete', Retain: 'Retain', RetainExceptOnCreate: 'Retain' };

/** The name of the condition under which this stack makes the table, instead of using one that exists. */
export function makesTable(table: TableKey): string {
  return `Makes${table[0]?.toUpperCase()}${table.slice(1)}Table`;
}

/** A table as CloudFormation makes it: on demand, encrypted, recoverable, and hard to lose in `prod`. */
export function tableResource(table: TableKey, { stream = false } = {}) {
  return {
    Type: 'AWS::DynamoDB::Table',
    Condition: makesTable(table),
    DeletionPolicy: '${param:tableDeletionPolicy}',
    UpdateReplacePolicy: '${self:custom.replacePolicies.${param:tableDeletionPolicy}}',
    Properties: {
      TableName: tableName(table),
      ...TABLES[table].schema,
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: '${param:tableDeletionProtection}',
      ...(stream && { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
    },
  };
}

/** `--param affiliatesTable=<name>` and its like leave a table out of the stack. */
export function tableConditions() {
  return Object.fromEntries(
    KEYS.map((table) => [
      makesTable(table),
      { 'Fn::Equals': [`\${self:custom.given.${parameterOf(table)}}`, ''] },
    ]),
  );
}
