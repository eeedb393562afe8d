import { isDeepStrictEqual } from 'node:util';
import type { Call } from './call.ts';
import type { Answer } from './target.ts';

/** What index queries were answered. */
export interface IndexMemory {
  /** Keeps the engine's answer to a query on an index; any other answer passes by. */
  remember(call: Call, query: Buffer, answer: Answer): void;
  /** What the same query was answered before its answer became what it was last, if it ever was another. */
  before(query: Buffer): Answer | undefined;
}

/** How many queries are remembered; the oldest is forgotten first. */
const QUERIES = 500;

/** Whether the call reads an index, the only read that DynamoDB never makes consistent. */
export function readsIndex({ operation, input }: Call): boolean {
  return operation === 'Query' && input?.IndexName !== undefined;
}

/**
 * The memory behind the fault `stale`. An index of DynamoDB is a copy that is behind its table by no
 * promised time, and each read may meet another replica. So the truthful stale answer is one that was true:
 * what the very same query was answered earlier. Where it was never answered anything else, the present
 * answer passes: one made up, with the newest items left out, could show a state that the table never had.
 */
export function createIndexMemory(): IndexMemory {
  const answers = new Map<string, Answer[]>();
  return {
    remember(call, query, answer) {
      if (!readsIndex(call) || answer.status !== 200) return;
      const key = query.toString();
      const known = answers.get(key) ?? [];
      if (known[0] && saysTheSame(known[0], answer)) return;
      answers.set(key, [answer, ...known.slice(0, 1)]);
      if (answers.size > QUERIES) answers.delete(answers.keys().next().value ?? key);
    },
    before: (query) => answers.get(query.toString())?.[1],
  };
}

/** The engine writes the attributes of an item in any order. */
function saysTheSame(one: Answer, other: Answer): boolean {
  return (
    one.body.equals(other.body) || isDeepStrictEqual(JSON.parse(`${one.body}`), JSON.parse(`${other.body}`))
  );
}
