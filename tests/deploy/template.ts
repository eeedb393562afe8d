/** The parts of a CloudFormation template that the tests read. */
export interface Template {
  Resources: Record<string, Resource>;
  Conditions?: Record<string, Equals | { 'Fn::Not': [Equals] }>;
  Outputs: Record<string, { Value: unknown }>;
}

interface Equals {
  'Fn::Equals': [string, string];
}

export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type of resource has properties of its own.
  Properties: any;
}

/** One statement of a role. Single values are lists of one, and resources are text. */
export interface Statement {
  effect: string;
  actions: string[];
  resources: string[];
  condition: unknown;
}

/** The names that others rely on. The other indexes are internal. */
export const PROMISED = {
  commercive_affiliates: { key: 'affiliate_id', 'user-affiliate-index': 'user_id' },
  commercive_payouts: {
    key: 'payout_id',
    'affiliate-payouts-index': 'affiliate_id, requested_at',
    'status-payouts-index': 'status, requested_at',
  },
  commercive_payout_balances: { key: 'affiliate_id' },
  commercive_payout_runs: { key: 'run_id' },
};

/** The resources of a type that are created: those without a condition or with one that holds. */
export function ofType(template: Template, type: string): Resource[] {
  return Object.values(template.Resources).filter(
    ({ Type, Condition }) => Type === type && holds(template, Condition),
  );
}

/** The properties of the one resource of a type. */
export function theOnly(template: Template, type: string): Resource['Properties'] {
  const [resource, ...others] = ofType(template, type);
  if (!resource || others.length > 0) throw new Error(`The template does not have exactly one ${type}.`);
  return resource.Properties;
}

function holds({ Conditions }: Template, name: string | undefined): boolean {
  if (!name) return true;
  const condition = Conditions?.[name];
  if (!condition) return false;
  return 'Fn::Not' in condition ? !isEqual(condition['Fn::Not'][0]) : isEqual(condition);
}

function isEqual({ 'Fn::Equals': [left, right] }: Equals): boolean {
  return left === right;
}

/** The tables that are created, by their names. */
export function tablesOf(template: Template): Record<string, Resource> {
  const tables = ofType(template, 'AWS::DynamoDB::Table');
  return Object.fromEntries(tables.map((table) => [table.Properties.TableName, table]));
}

/** The handler behind each route of the HTTP API. */
export function routesOf(template: Template): Record<string, string> {
  const { Resources } = template;
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(({ Properties: { RouteKey, Target } }) => {
    const [, integration] = Target['Fn::Join'][1];
    const functionId = Resources[integration.Ref]?.Properties.IntegrationUri['Fn::GetAtt'][0];
    return [RouteKey, Resources[functionId]?.Properties.Handler];
  });
  return Object.fromEntries(routes);
}

/** The name of each function's role, by the function's handler. */
export function rolesOf(template: Template): Record<string, string> {
  const functions = ofType(template, 'AWS::Lambda::Function');
  return Object.fromEntries(
    functions.map(({ Properties: { Handler, Role } }) => [Handler, Role['Fn::GetAtt'][0]]),
  );
}

/** The statements of a role, or of all roles if none is named. */
export function statementsOf(template: Template, role?: string): Statement[] {
  const roles = role ? [template.Resources[role]] : ofType(template, 'AWS::IAM::Role');
  return roles
    .flatMap((resource) => resource?.Properties.Policies)
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map(({ Effect, Action, Resource, Condition }) => ({
      effect: Effect,
      actions: [Action].flat(),
      resources: [Resource].flat().map((resource) => resource['Fn::Sub'] ?? JSON.stringify(resource)),
      condition: Condition,
    }));
}

/** What a role may do to a table or its indexes, in alphabetical order. */
export function actionsOn(template: Template, table: string, role?: string): string[] {
  const arn = new RegExp(`:table/${table}(?:/|$)`);
  const statements = statementsOf(template, role).filter(({ resources }) =>
    resources.some((resource) => arn.test(resource)),
  );
  return [...new Set(statements.flatMap(({ actions }) => actions))].sort();
}

/** The environment of each function. */
export function environmentsOf(template: Template): Record<string, string>[] {
  return ofType(template, 'AWS::Lambda::Function').map(({ Properties }) => Properties.Environment.Variables);
}

interface TableKeys {
  KeySchema: { AttributeName: string }[];
  GlobalSecondaryIndexes?: { IndexName: string; KeySchema: { AttributeName: string }[] }[];
}

/** The attributes of a table's key, and of each of its indexes, by the index's name. */
export function keysOf({ KeySchema, GlobalSecondaryIndexes = [] }: TableKeys): Record<string, string> {
  const indexes = GlobalSecondaryIndexes.map((index) => [index.IndexName, attributesOf(index.KeySchema)]);
  return { key: attributesOf(KeySchema), ...Object.fromEntries(indexes) };
}

/** CloudFormation wants HASH before RANGE. */
function attributesOf(schema: TableKeys['KeySchema']): string {
  return schema.map(({ AttributeName }) => AttributeName).join(', ');
}

const WRITE = /^(?:dynamodb:(?:Put|Update|Delete|BatchWrite)|ses:)/;

/** The effects of all statements about writing and mailing, each once. */
export function effectsOfWrites(template: Template): string[] {
  const writes = statementsOf(template).filter(({ actions }) => actions.some((action) => WRITE.test(action)));
  return [...new Set(writes.map(({ effect }) => effect))];
}

/** Whether schedules and streams wake their functions, each answer once. */
export function wakingsOf(template: Template): { schedules: string[]; streams: boolean[] } {
  const schedules = ofType(template, 'AWS::Events::Rule').map(({ Properties }) => Properties.State);
  const mappings = ofType(template, 'AWS::Lambda::EventSourceMapping');
  const streams = mappings.map(({ Properties }) => Properties.Enabled);
  return { schedules: [...new Set(schedules)], streams: [...new Set(streams)] };
}
