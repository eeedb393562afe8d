import type { Dependencies } from '../../libs/workflows/dependencies.ts';
import { FUNCTIONS, type Grant, grantsOf, isAllowed } from './grants.ts';
import { type Need, needsOf, SENDING } from './needs.ts';
import { noteUse } from './uses.ts';

type Build<Handler> = (dependencies: Dependencies) => Handler;
type Client = Dependencies['store']['db'];

/**
 * What builds a function's handler, so that the handler may do what the function's role allows, and nothing
 * else: anything else is refused as AWS would refuse it, though the database here takes everything. The
 * tests' own calls on the same database are not looked at.
 */
export function underRole<Handler>(file: string, build: Build<Handler>): Build<Handler> {
  const found = Object.entries(FUNCTIONS).find(([, { handler }]) => handler === `${file}.handler`);
  if (!found) throw new Error(`serverless.ts has no function whose handler is ${file}.handler.`);
  const [name, deployed] = found;
  const role = { name, grants: grantsOf(deployed), settled: new Set<string>() };
  return (dependencies) => build(restricted(dependencies, role));
}

interface Role {
  name: string;
  grants: Grant[];
  /** What it was asked for and allows: a test can make ten thousand calls. */
  settled: Set<string>;
}

/** The same dependencies, of which the store and the mail are used under the role. */
function restricted(dependencies: Dependencies, role: Role): Dependencies {
  return new Proxy(dependencies, {
    get(target, member, receiver) {
      const value = Reflect.get(target, member, receiver);
      if (member === 'store' && value) return storeUnder(role, value);
      if (member === 'sendMail' && value) return mailUnder(role, value);
      return value;
    },
  });
}

function storeUnder(role: Role, store: Dependencies['store']): Dependencies['store'] {
  const under = (client: Client) => clientUnder(role, client, store.tables);
  // In shadow, the writer refuses by itself.
  return { ...store, db: under(store.db), writer: store.isShadow ? store.writer : under(store.writer) };
}

function clientUnder(role: Role, client: Client, tables: Dependencies['store']['tables']): Client {
  return new Proxy(client, {
    get(target, member) {
      if (member !== 'send') return Reflect.get(target, member);
      return async (...call: Parameters<Client['send']>) => {
        const [command] = call;
        const needs = needsOf(command.constructor.name, command.input as never, tables);
        for (const need of needs) requireAllowed(role, need);
        return target.send(...call);
      };
    },
  });
}

function mailUnder(role: Role, sendMail: NonNullable<Dependencies['sendMail']>): typeof sendMail {
  return async (...call) => {
    for (const need of SENDING) requireAllowed(role, need);
    return sendMail(...call);
  };
}

function requireAllowed({ name, grants, settled }: Role, need: Need): void {
  const asked = Object.values(need).join(' ');
  if (settled.has(asked)) return;
  noteUse(name, need);
  if (isAllowed(grants, need)) {
    settled.add(asked);
    return;
  }
  const { action, resource, enclosing } = need;
  const where = enclosing ? ` in ${enclosing}` : '';
  const message = `The role of ${name} does not allow ${action} on ${resource}${where}.`;
  throw Object.assign(new Error(message), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  });
}
