/** What a single parameter may be, and what a value is that it may not be. */
interface Form {
  fits: (value: string) => boolean;
  otherwise: string;
}

const SWITCH: Form = { fits: (value) => /^(?:true|false)$/.test(value), otherwise: 'neither true nor false' };

/** For how many days CloudWatch keeps logs, if not for ever. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What people write an address like. */
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/i;

/** An address or a domain, as SES verifies them. */
export const IDENTITY = /^(?:[^\s@<>",*/]+@)?(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/i;

const CONFIGURATION_SET: Form = {
  fits: (value) => /^[\w-]{1,64}$/.test(value),
  otherwise: 'no name of a configuration set',
};

const COUNT = /^[1-9]\d{0,3}$/;

/** What is judged here; the functions judge the others themselves, when they start. Empty is: not set. */
const FORMS: Record<string, Form> = {
  functionUrl: SWITCH,
  shadow: SWITCH,
  apiDocs: SWITCH,
  tracing: SWITCH,
  tableDeletionProtection: SWITCH,
  tableDeletionPolicy: oneOf('Delete', 'Retain', 'RetainExceptOnCreate'),
  logFormat: oneOf('Text', 'JSON'),
  logRetentionDays: {
    fits: (value) => RETENTION_DAYS.map(String).includes(value),
    otherwise: `none of the numbers of days that CloudWatch keeps logs for: ${RETENTION_DAYS.join(', ')}`,
  },
  alarmEmail: { fits: (value) => ADDRESS.test(value), otherwise: 'no e-mail address' },
  mailIdentities: {
    fits: (value) => value.split(',').every((identity) => IDENTITY.test(identity.trim())),
    otherwise: 'no list of addresses and domains',
  },
  mailConfigurationSet: CONFIGURATION_SET,
  mailIdentitySet: CONFIGURATION_SET,
  apiConcurrency: { fits: (value) => COUNT.test(value), otherwise: 'no number from 1 to 9999' },
  workerConcurrency: { fits: (value) => COUNT.test(value), otherwise: 'no number from 1 to 9999' },
};

/** Which of these parameters cannot have the value that they have, in a sentence each. */
export function misfitsOfValues(values: Record<string, unknown>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const form = FORMS[name];
    if (!form || value === '' || form.fits(String(value))) return [];
    return [`${name} is ${JSON.stringify(value)}, which is ${form.otherwise}.`];
  });
}

function oneOf(...words: string[]): Form {
  return { fits: (value) => words.includes(value), otherwise: `none of ${words.join(', ')}` };
}
