import { type GivenDomain, misfitsOfDomain } from './checks/domain.ts';
import { misfitsOfMail } from './checks/mail.ts';
import { misfitsOfPaypal } from './checks/paypal.ts';
import { misfitsOfSecrets } from './checks/secrets.ts';
import { misfitsOfSettings } from './checks/settings.ts';
import { misfitsOfStage } from './checks/stage.ts';
import { type GivenTables, misfitsOfTables } from './checks/tables.ts';
import { misfitsOfValues } from './checks/values.ts';
import { PARAMETERS } from './stages.ts';

/** The parts of the framework that are looked at here. */
interface Serverless {
  processedInput: { commands: string[]; options: { param?: string[]; region?: string } };
  service: {
    custom: {
      stage: string;
      parameters: Record<string, unknown>;
      given: GivenTables;
      tables: Record<string, string>;
      domain: GivenDomain;
    };
    provider: { region: string };
  };
  classes: { Error: new (message: string) => Error };
}

/**
 * The plugin of serverless that refuses parameters which are misspelt, impossible, or do not fit together.
 * What is given on the command line is judged first by itself: with some values, serverless gets no further.
 */
export default class ChecksParameters {
  hooks: { initialize: () => void };

  constructor(serverless: Serverless) {
    const { processedInput, classes } = serverless;
    refuse(classes, misfitsOfCommandLine(processedInput.options.param ?? []));
    this.hooks = { initialize: () => refuse(classes, misfitsOf(serverless)) };
  }
}

/** @throws the framework's own error, which it shows without a stack */
function refuse(classes: Serverless['classes'], misfits: string[]): void {
  if (misfits.length > 0) throw new classes.Error(misfits.join('\n'));
}

function misfitsOfCommandLine(given: string[]): string[] {
  const pairs = given.map((each): [string, string] => {
    const [name = '', ...value] = each.split('=');
    return [name, value.join('=')];
  });
  const unknown = pairs.map(([name]) => name).filter((name) => !PARAMETERS.includes(name));
  return [
    ...unknown.map((name) => `There is no parameter ${name}; docs/deploy.md has them all.`),
    ...misfitsOfValues(Object.fromEntries(pairs)),
  ];
}

function misfitsOf({ processedInput, service }: Serverless): string[] {
  const { stage, parameters, given, tables, domain } = service.custom;
  const region = processedInput.options.region ?? service.provider.region;
  const ofStage = misfitsOfStage(stage, processedInput.commands);
  if (ofStage.length > 0) return ofStage;
  const isLocal = stage === 'local';
  const misfits = [
    ...misfitsOfValues(parameters),
    // The embedded database gives its streams a region of its own.
    ...misfitsOfTables(given, tables, isLocal ? undefined : region),
    ...misfitsOfDomain(domain, { region, hasHttpApi: !isOn(parameters.functionUrl) }),
    ...misfitsOfMail(parameters),
    ...misfitsOfConcurrency(parameters),
    // What is public there is no secret, and PayPal is a simulator.
    ...(isLocal ? [] : [...misfitsOfPaypal(parameters), ...misfitsOfSecrets(parameters)]),
  ];
  const ofSettings = misfitsOfSettings(parameters, tables, stage);
  return [...misfits, ...ofSettings.filter((line) => !isSaid(misfits, line))];
}

/** Whether another line is about the same parameter, with which a line begins. */
function isSaid(misfits: string[], line: string): boolean {
  const [parameter = ''] = line.split(' ');
  return misfits.some((misfit) => misfit.split(/[ ,:.]+/).includes(parameter));
}

function misfitsOfConcurrency({ apiConcurrency, functionUrl }: Record<string, unknown>): string[] {
  if (!apiConcurrency || isOn(functionUrl)) return [];
  return ['apiConcurrency is for the one function of functionUrl: the HTTP API is throttled by itself.'];
}

function isOn(value: unknown): boolean {
  return String(value) === 'true';
}
