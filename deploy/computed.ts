/** Reads a parameter of the stage that is being packaged. */
type ReadParameter = (name: string) => Promise<unknown>;

/** A variable of serverless, as a plugin defines one. */
interface Source {
  resolve: (asked: {
    address: string;
    resolveVariable: (variable: string) => Promise<unknown>;
  }) => Promise<{ value: unknown }>;
}

const COMPUTED: Record<string, (read: ReadParameter) => Promise<unknown>> = {
  apiConcurrency: async (read) => countOf(await read('apiConcurrency')),
  workerConcurrency: async (read) => countOf(await read('workerConcurrency')),
  origins: async (read) => originsOf(String(await read('allowedOrigins'))),
  mailResources: async (read) =>
    mailResources(
      String(await read('mailIdentity')),
      String(await read('mailIdentities')),
      [await read('mailConfigurationSet'), await read('mailIdentitySet')].join(),
    ),
};

/** The plugin of serverless that computes values from parameters: `${computed:origins}` and its like. */
export default class ComputedValues {
  configurationVariablesSources: { computed: Source } = {
    computed: {
      async resolve({ address, resolveVariable }) {
        const value = await COMPUTED[address]?.((name) => resolveVariable(`param:${name}`));
        return { value: value ?? null };
      },
    },
  };
}

/**
 * The origins that API Gateway allows, by the list that the functions have. serverless-offline blanks the
 * chain's header for callers without an Origin if this is `*`.
 */
export function originsOf(allowedOrigins: string): string[] {
  return allowedOrigins === '*' ? ['http://*', 'https://*'] : partsOf(allowedOrigins);
}

/**
 * What SES judges a mail by: the sender's identity, our configuration set, one that is attached to it, and
 * in SES's sandbox the receiver's identity too. Without a sender it is an identity that nobody has: a role
 * may not name nothing.
 */
export function mailResources(identity: string, others: string, configurationSets: string): object[] {
  const identities = [identity, ...partsOf(others)].map((each) => `identity/${each}`);
  const sets = partsOf(configurationSets).map((set) => `configuration-set/${set}`);
  return [...identities, ...sets].map((name) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:${name}`,
  }));
}

function countOf(value: unknown): number | null {
  return value ? Number(value) : null;
}

function partsOf(list: string): string[] {
  const parts = list.split(',').map((part) => part.trim());
  return parts.filter(Boolean);
}
