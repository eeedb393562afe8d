import { describe, expect, it } from 'vitest';
import ComputedValues, { originsOf } from '../../deploy/computed.ts';
import { readSettings } from '../../libs/runtime/settings.ts';
import { ENVIRONMENT } from '../../testing/world.ts';

type Values = Record<string, string>;

describe('what is computed from parameters', () => {
  const { resolve } = new ComputedValues().configurationVariablesSources.computed;
  const computed = async (address: string, values: Values) =>
    (await resolve({ address, resolveVariable: async (name) => values[name.replace('param:', '')] ?? '' }))
      .value;
  const arn = (name: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:ses:\${AWS::Region}:\${AWS::AccountId}:${name}`,
  });

  it('O2: the same origins for API Gateway as for the functions', async () => {
    const allowedOrigins = 'https://a.example, http://localhost:5173';
    const { origins } = readSettings({
      ...ENVIRONMENT,
      DYNAMODB_ENDPOINT: '-',
      ALLOWED_ORIGINS: allowedOrigins,
    });
    expect(await computed('origins', { allowedOrigins })).toStrictEqual(origins);
    expect(originsOf('*')).toStrictEqual(['http://*', 'https://*']);
  });

  it('what a mail needs of SES: the identity, others, and a configuration set', async () => {
    expect(
      await computed('mailResources', {
        mailIdentity: 'example.org',
        mailIdentities: 'a@example.com, b.example',
        mailConfigurationSet: 'payouts',
        mailIdentitySet: 'attached',
      }),
    ).toStrictEqual(
      [
        'identity/example.org',
        'identity/a@example.com',
        'identity/b.example',
        'configuration-set/payouts',
        'configuration-set/attached',
      ].map(arn),
    );
    // IAM refuses a statement about nothing.
    expect(await computed('mailResources', {})).toStrictEqual([arn('identity/')]);
  });

  it('a reserve, or none', async () => {
    for (const name of ['apiConcurrency', 'workerConcurrency']) {
      expect(await computed(name, { [name]: '7' })).toBe(7);
      expect(await computed(name, {})).toBeNull();
    }
  });
});
