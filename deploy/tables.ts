import { TABLES, type TableKey } from '../libs/store/engine/tables.ts';

/** The name of a table in the stage that is being packaged. */
export function tableName(table: TableKey): string {
  return `${TABLES[table].name}\${param:tableSuffix}`;
}

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
    UpdateReplacePolicy: '${param:tableDeletionPolicy}',
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

/** `--param affiliatesTableExists=true` and its like leave a table out of the stack. */
export function tableConditions() {
  const tables = Object.keys(TABLES) as TableKey[];
  return Object.fromEntries(
    tables.map((table) => [makesTable(table), { 'Fn::Equals': [`\${param:${table}TableExists}`, 'false'] }]),
  );
}
