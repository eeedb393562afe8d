/** What the parameters say of tables: their names, empty where the stack makes one, and a stream. */
export interface GivenTables {
  payoutsTable: string;
  payoutsStreamArn: string;
  [parameter: string]: string;
}

const NAME = /^[\w.-]{3,255}$/;
const STREAM = /^arn:[\w-]+:dynamodb:([\w-]+):\d{12}:table\/([\w.-]+)\/stream\/.+$/;

/**
 * In what the parameters about tables do not fit together, in a sentence each.
 * @param names what the tables are called in the end, given or not
 * @param region undefined for the stage `local`, which is in none
 */
export function misfitsOfTables(
  given: GivenTables,
  names: Record<string, string>,
  region: string | undefined,
): string[] {
  const { payoutsStreamArn: arn, ...tables } = given;
  const odd = Object.entries(tables).filter(([, name]) => name !== '' && !NAME.test(name));
  const all = Object.values(names);
  const twice = new Set(all.filter((name, index) => all.indexOf(name) < index));
  return [
    ...odd.map(
      ([parameter, name]) => `${parameter} is ${JSON.stringify(name)}, which is no name of a table.`,
    ),
    ...Array.from(twice, (name) => `${name} cannot be two tables at once.`),
    ...misfitsOfStream(tables.payoutsTable, arn, region),
  ];
}

function misfitsOfStream(table: string, arn: string, region: string | undefined): string[] {
  if (table === '' && arn === '') return [];
  if (table === '')
    return ['payoutsStreamArn is for a table that exists: name it with payoutsTable as well.'];
  if (arn === '') {
    return [
      'payoutsTable names a table that exists, so payoutsStreamArn must name its stream; npm run prepare-tables prints it.',
    ];
  }
  const [, inRegion, ofTable] = STREAM.exec(arn) ?? [];
  if (!ofTable) return [`payoutsStreamArn is ${JSON.stringify(arn)}, which is no ARN of a stream.`];
  return [
    ...(ofTable === table
      ? []
      : [`payoutsStreamArn is of the table ${ofTable}, and payoutsTable is ${table}.`]),
    ...(region === undefined || inRegion === region
      ? []
      : [`payoutsStreamArn is in ${inRegion}, and the stage is deployed to ${region}.`]),
  ];
}
