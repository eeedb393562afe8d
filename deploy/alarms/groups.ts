/** What the alarms ask of a function's definition. */
export interface FunctionDefinition {
  handler: string;
  timeout: number;
  url?: boolean;
  events?: {
    httpApi?: string | { method: string; path: string };
    stream?: object;
    schedule?: Schedule;
    sns?: object;
  }[];
}

interface Schedule {
  rate: string[];
}

/** The functions of a stack, by their names. */
export type Functions = Record<string, FunctionDefinition>;

/** Functions of one kind, which share an alarm: who is called looks at one place for all of them. */
export interface Group {
  name: string;
  functions: string[];
  timeout: number;
}

/** Whether a schedule, the stream or an event of SES wakes the function. */
export function runsByItself({ events = [] }: FunctionDefinition): boolean {
  return events.some(({ stream, schedule, sns }) => stream ?? schedule ?? sns);
}

/**
 * The groups of a stack's functions. What runs by itself has nobody who waits for it and would complain, so
 * each is a group of its own; what callers wait for shares one, by who calls it and what for.
 */
export function groupsOf(functions: Functions, nameOf = kindOf): Group[] {
  const groups = new Map<string, Group>();
  for (const [name, definition] of Object.entries(functions)) {
    const group = nameOf(name, definition);
    const { functions: others = [], timeout = definition.timeout } = groups.get(group) ?? {};
    if (timeout !== definition.timeout) throw new Error(`The functions of ${group} must end at one time.`);
    groups.set(group, { name: group, functions: [...others, name], timeout });
  }
  return [...groups.values()];
}

function kindOf(name: string, definition: FunctionDefinition): string {
  const { handler, events = [], url } = definition;
  if (url || runsByItself(definition)) return name;
  const [httpApi] = events.map((event) => event.httpApi);
  const folder = handler.split('/')[1] ?? '';
  if (folder === 'workers') return 'operators';
  if (folder !== 'payouts' && folder !== 'admin') return folder === 'webhooks' ? folder : 'pages';
  const isRead = typeof httpApi === 'object' && httpApi.method === 'GET';
  return `${folder}-${isRead ? 'reads' : 'writes'}`;
}
