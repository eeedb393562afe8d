import { misfitsOfAlarms } from './check-alarms.ts';
import { type GivenDomain, misfitsOfDomain } from './check-domain.ts';
import { type GivenTables, misfitsOf } from './check-tables.ts';
import { STAGES } from './stages.ts';
import { givenTables } from './tables.ts';

/** The parts of the framework that are looked at here. */
interface Serverless {
  processedInput: { options: { param?: string[] } };
  service: {
    custom: {
      given: GivenTables;
      tables: Record<string, string>;
      domain: GivenDomain;
      alarmEmail: string;
      isOneFunction: boolean | string;
    };
    provider: { region: string; stage: string };
  };
  classes: { Error: new (message: string) => Error };
}

const KNOWN = new Set([
  ...Object.values(STAGES).flatMap((stage) => Object.keys(stage)),
  ...Object.keys(givenTables),
]);

/** The plugin of serverless that refuses parameters which are misspelt or do not fit together. */
export default class ChecksParameters {
  hooks: { initialize: () => void };

  constructor(serverless: Serverless) {
    this.hooks = { initialize: () => check(serverless) };
  }
}

/** @throws the framework's own error, which it shows without a stack */
function check({ processedInput, service, classes }: Serverless): void {
  const { param: given = [] } = processedInput.options;
  const unknown = given.map((each) => each.split('=')[0] ?? '').filter((name) => !KNOWN.has(name));
  const { custom, provider } = service;
  const misfits = [
    ...unknown.map((name) => `There is no parameter ${name}; docs/deploy.md has them all.`),
    ...misfitsOfAlarms(custom.alarmEmail),
    // The embedded database gives its streams a region of its own.
    ...misfitsOf(custom.given, custom.tables, provider.stage === 'local' ? undefined : provider.region),
    ...misfitsOfDomain(custom.domain, {
      region: provider.region,
      hasHttpApi: String(custom.isOneFunction) !== 'true',
    }),
  ];
  if (misfits.length > 0) throw new classes.Error(misfits.join('\n'));
}
