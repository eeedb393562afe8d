import { isDeepStrictEqual } from 'node:util';
import { mailResources } from '../../deploy/computed.ts';
import { maySendMail } from '../../deploy/permissions.ts';
import { EFFECT_OF_WRITES } from '../../deploy/shadow.ts';
import config from '../../serverless.ts';
import type { Need } from './needs.ts';

/** A statement as `serverless.ts` has it. */
interface Statement {
  Effect: string;
  Action: string[];
  Resource: object[] | string;
  Condition?: object;
}

/** What the tests read of a function's deployment. */
export interface DeployedFunction {
  handler: string;
  timeout: number;
  memorySize: number;
  maximumRetryAttempts?: number;
  destinations?: object;
  // biome-ignore lint/suspicious/noExplicitAny: each kind of event has members of its own.
  events?: Record<string, any>[];
  environment?: Record<string, string>;
  iamRoleStatements: Statement[];
}

/** One permission: an action on one resource. */
export interface Grant {
  action: string;
  resource: string;
  condition?: object;
}

type Functions = Record<string, DeployedFunction>;

const { custom } = config as unknown as {
  custom: { functions: { false: Functions; true: Functions }; reference: { false: { true: Functions } } };
};

/** Every function of both ways of deploying, by its name. */
export const FUNCTIONS: Functions = {
  ...custom.functions.false,
  ...custom.reference.false.true,
  ...custom.functions.true,
};

const parameter = (name: string) => `\${param:${name}}`;
const arn = (service: string) => `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:`;
const TABLE = `${arn('dynamodb')}table/\${self:custom.tables.`;
const CONFIGURATION_SET = `${arn('ses')}configuration-set/\${param:mailConfigurationSet}`;
const IDENTITY = `${arn('ses')}identity/\${param:mailIdentity}`;

/** What a function's role allows where the stage is not in shadow. */
export function grantsOf({ iamRoleStatements }: Pick<DeployedFunction, 'iamRoleStatements'>): Grant[] {
  return iamRoleStatements
    .filter(({ Effect }) => Effect === 'Allow' || Effect === EFFECT_OF_WRITES)
    .flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        listOf(Resource).map((resource) => ({
          action,
          resource: named(resource),
          ...(Condition && { condition: Condition }),
        })),
      ),
    );
}

/** What a variable in place of a list stands for: there is one, and it names what parameters name. */
function listOf(resources: object[] | string): object[] {
  if (typeof resources !== 'string') return resources;
  if (resources !== maySendMail.Resource) throw new Error(`${resources} is not known here.`);
  return mailResources(parameter('mailIdentity'), '', parameter('mailConfigurationSet'));
}

/** A table or index by its name in the code. Anything else stays as it is written, and so fits nothing. */
function named(resource: object): string {
  const text = (resource as { 'Fn::Sub'?: string })['Fn::Sub'] ?? JSON.stringify(resource);
  if (text === IDENTITY) return 'identity';
  if (text === CONFIGURATION_SET) return 'configuration-set';
  if (text === '{"Fn::GetAtt":["DeadLetters","Arn"]}') return 'DeadLetters';
  return text.startsWith(TABLE) ? text.slice(TABLE.length).replace('}', '') : text;
}

/** Whether a role with these permissions allows what a call needs. */
export function isAllowed(grants: readonly Grant[], { action, resource, enclosing }: Need): boolean {
  return grants.some(
    (grant) => grant.action === action && grant.resource === resource && holds(grant.condition, enclosing),
  );
}

/** There is one condition, and it does not hold where its key is missing. Any other one is not known here. */
function holds(condition: object | undefined, enclosing: string | undefined): boolean {
  if (!condition) return true;
  const asked = { 'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': [enclosing] } };
  return enclosing !== undefined && isDeepStrictEqual(condition, asked);
}
