import ChecksParameters from '../../deploy/check-parameters.ts';
import { STAGES } from '../../deploy/stages.ts';
import { givenTables } from '../../deploy/tables.ts';
import { TABLES } from '../../libs/store/engine/tables.ts';

type Values = Record<string, string>;

const REGION = 'us-east-1';

/** What somebody wants to deploy: a stage, and what they say on the command line. */
interface Order {
  stage?: string;
  commands?: string[];
  region?: string;
}

/** The lines in which the plugin refuses to package; none if it does not. */
export function refusalsOf(
  given: Values,
  { stage = 'dev', commands = ['package'], region }: Order = {},
): string[] {
  const parameters = parametersOf(stage, given);
  const { affiliatesTable, payoutsTable } = parameters;
  const names = Object.entries(TABLES).map(([key, { name }]) => [key, `${name}-${stage}`]);
  const tables = {
    ...Object.fromEntries(names),
    ...(affiliatesTable && { affiliates: affiliatesTable }),
    ...(payoutsTable && { payouts: payoutsTable }),
  };
  const { customDomain = '', certificateArn = '', payoutsStreamArn = '' } = parameters;
  const ofTables = Object.keys(givenTables).map((name) => [name, parameters[name] ?? '']);
  const custom = {
    stage,
    parameters,
    tables,
    given: { payoutsTable: '', ...Object.fromEntries(ofTables), payoutsStreamArn },
    domain: { name: customDomain, certificateArn },
  };
  const param = Object.entries(given).map(([name, value]) => `${name}=${value}`);
  try {
    new ChecksParameters({
      processedInput: { commands, options: { param, ...(region && { region }) } },
      service: { custom, provider: { region: REGION } },
      classes: { Error },
    }).hooks.initialize();
    return [];
  } catch (error) {
    return (error as Error).message.split('\n');
  }
}

/** The parameters of a stage as serverless resolves them, with nothing in the shell's environment. */
function parametersOf(stage: string, given: Values): Values {
  const { default: every, ...stages } = STAGES;
  const all: Record<string, unknown> = { ...every, ...stages[stage as keyof typeof stages], ...given };
  const resolve = (value: string): string => {
    const next = value
      .replace(/\$\{sls:stage\}/, stage)
      .replace(/\$\{param:(\w+)\}/, (_, name) => String(all[name]))
      .replace(/\$\{env:\w+, '?([^${}']*)'?\}/, '$1');
    return next === value ? value : resolve(next);
  };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, resolve(String(value))]));
}
