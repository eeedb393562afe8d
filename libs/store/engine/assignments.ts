/**
 * The parts of an update that sets these members: `#a = :a`, with the names and values that stand for them.
 */
export interface Assignments {
  sets: string[];
  names: Record<string, string>;
  values: Record<string, unknown>;
}

/**
 * Builds the assignments for an update. `parent` is the map that the members stand in, if it is not the item
 * itself.
 */
export function assign(members: object, parent?: string): Assignments {
  const entries = Object.entries(members);
  const path = parent === undefined ? '' : `${parent}.`;
  return {
    sets: entries.map(([name]) => `${path}#${name} = :${name}`),
    names: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    values: Object.fromEntries(entries.map(([name, value]) => [`:${name}`, value])),
  };
}
