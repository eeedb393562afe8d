import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Call, callOf, type Json, type Request, readRequest } from './call.ts';
import { createContention } from './contention.ts';
import { type FaultFor, type FaultKind, fits, type Outcome, type Passage, suffer } from './faults.ts';
import { createWatch } from './query-audit.ts';
import { createIndexMemory } from './stale.ts';
import { openTarget } from './target.ts';

/** What is behind a proxy, and what it does to the calls. */
export interface ProxyOptions {
  /** The base URL of the server behind it. */
  target: string;
  /** Unless given, nothing goes wrong. */
  faultFor?: FaultFor;
  /** Whether concurrent transactions on one item conflict, as they do in DynamoDB. */
  contention?: boolean;
  /** Whether the calls are judged as they pass. */
  watch?: boolean;
}

/** A running proxy. */
export interface FaultProxy {
  /** Its base URL, without a slash at the end. */
  url: string;
  /** How many calls came in. */
  readonly calls: number;
  /**
   * How many calls were refused because of another one on the same item; faults of the kind `conflict` not
   * counted.
   */
  readonly conflicts: number;
  /** How many calls suffered a fault, by its kind. */
  readonly faults: Readonly<Partial<Record<FaultKind, number>>>;
  /** Decides about the calls that come in from now on; without an argument, nothing goes wrong any more. */
  plan(faultFor?: FaultFor): void;
  /** Forgets what queries were answered, as new tables do. */
  forget(): void;
  /** What the callers did and may not, a sentence each; see query-audit.ts. */
  violations(): string[];
  /** Waits until all that came in is done, also what is delayed and what has no caller any more. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts a proxy on a free port of 127.0.0.1, in front of DynamoDB or of any other server that speaks
 * HTTP/1.1.
 */
export async function startProxy(options: ProxyOptions): Promise<FaultProxy> {
  const target = openTarget(options.target);
  let memory = createIndexMemory();
  const watch = options.watch ? createWatch() : undefined;
  const clashes = createContention();
  const faults: Partial<Record<FaultKind, number>> = {};
  const running = new Set<Promise<void>>();
  const closing = new AbortController();
  let { faultFor } = options;
  let calls = 0;

  function passageOf(call: Call, request: Request): Passage {
    return {
      call,
      async act(changes) {
        const bodyWith = (more?: Json) =>
          changes || more
            ? Buffer.from(JSON.stringify({ ...call.input, ...changes, ...more }))
            : request.body;
        const body = bodyWith();
        const send = (more?: Json) => target.send({ ...request, body: bodyWith(more) });
        const answer = await (options.contention ? clashes.during(call, send) : send());
        memory.remember(call, body, answer);
        return answer;
      },
      before: () => memory.before(request.body),
      signal: closing.signal,
    };
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse) {
    const request = await readRequest(incoming).catch(() => undefined);
    if (!request) return;
    const call = callOf(++calls, request);
    watch?.asked(call);
    const planned = faultFor?.(call);
    const fault = planned && fits(planned.kind, call) ? planned : undefined;
    if (fault) faults[fault.kind] = (faults[fault.kind] ?? 0) + 1;
    const outcome = await suffer(passageOf(call, request), fault);
    if (deliver(response, outcome)) watch?.answered(call, outcome);
  }

  // An idle connection is never closed from here: a call that met that would look like a fault of no plan.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    const done = handle(incoming, response).finally(() => running.delete(done));
    running.add(done);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get calls() {
      return calls;
    },
    get conflicts() {
      return clashes.conflicts;
    },
    faults,
    plan(next) {
      faultFor = next;
    },
    forget() {
      memory = createIndexMemory();
    },
    violations: () => watch?.violations() ?? [],
    async settled() {
      while (running.size > 0) await Promise.all(running);
    },
    async close() {
      if (closing.signal.aborted) return;
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      target.close();
      await closed;
    },
  };
}

/**
 * Answers, resets the connection, or leaves the caller waiting. @returns whether the caller got a whole
 * answer
 */
function deliver(response: ServerResponse, outcome: Outcome): outcome is Exclude<Outcome, string> {
  if (outcome === 'silent' || response.destroyed) return false;
  if (outcome === 'reset') {
    response.socket?.resetAndDestroy();
    return false;
  }
  const { status, headers, body, isCut } = outcome;
  response.writeHead(status, { ...headers, 'content-length': body.length });
  if (isCut) response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
  return !isCut;
}
