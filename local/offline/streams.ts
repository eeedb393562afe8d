/** A function, as the framework has it. */
export interface Definition {
  events?: { stream?: string | { enabled?: boolean | string } }[];
}

/**
 * Takes the streams that are off out of the functions: the plugin that reads streams on this machine does not
 * look whether they are on, and a shadow's workers would refuse each record with a stack.
 */
export function withoutStreamsThatAreOff(functions: Record<string, Definition>): void {
  for (const definition of Object.values(functions)) {
    const { events = [] } = definition;
    definition.events = events.filter(
      ({ stream }) => typeof stream !== 'object' || String(stream.enabled) !== 'false',
    );
  }
}
