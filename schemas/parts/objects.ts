type NameOf<Members> = keyof Members & string;

/**
 * The schema of an object that has these members and no others; those that are not named as optional are
 * required.
 */
export const closedObject = <const Members extends object, const Optional extends NameOf<Members> = never>(
  description: string,
  members: Members,
  ...optional: Optional[]
) =>
  ({
    type: 'object',
    description,
    additionalProperties: false,
    required: namesOf(members).filter((name) => !(optional as string[]).includes(name)) as Exclude<
      NameOf<Members>,
      Optional
    >[],
    properties: members,
  }) as const;

/** The schema of a list. */
export const listOf = <const Item extends object>(description: string, items: Item) =>
  ({ type: 'array', description, items }) as const;

/** The schema of an amount in cents. */
export const cents = (description: string) => ({ type: 'integer', description }) as const;

/** Some of an object's members, as its subset has them. */
export function pick<Members extends object, Name extends NameOf<Members>>(
  members: Members,
  ...names: Name[]
): Pick<Members, Name> {
  return Object.fromEntries(names.map((name) => [name, members[name]])) as Pick<Members, Name>;
}

function namesOf<Members extends object>(members: Members): NameOf<Members>[] {
  return Object.keys(members) as NameOf<Members>[];
}
