/** What CloudFormation puts a value in place of, in the environment of a function. */
const REFERENCE = /\{\{resolve:(?:ssm:[\w.\-/]+(?::\d+)?|secretsmanager:[^{}]+)\}\}/g;

const SECRETS = ['jwtSecret', 'jwtSecretPrevious', 'paypalClientSecret', 'zelleWebhookSecrets'];

/** A strong secret of any kind, in place of one that nobody knows yet. */
const STAND_IN = `whsec_${Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString('base64')}`;

/** Which secrets would not be secret, or not be resolved, in a sentence each. */
export function misfitsOfSecrets(values: Record<string, unknown>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const rest = String(value).replace(REFERENCE, '');
    if (rest.includes('{{')) {
      return [
        `${name} is no reference that works here, such as {{resolve:ssm:/affiliate-payouts/dev/name}}.`,
      ];
    }
    if (!SECRETS.includes(name) || /^[\s,]*$/.test(rest)) return [];
    return [
      `${name} would be in the template for all to read: name it by reference, as docs/deploy.md does.`,
    ];
  });
}

/** What the functions will make of a value, once references are resolved. */
export function resolved(value: string): string {
  return value.replace(REFERENCE, STAND_IN);
}
