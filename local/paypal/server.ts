import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Certificate, createCertificate } from './certificate.ts';
import { answerControl } from './control.ts';
import { createMachine, type Machine } from './create-simulator.ts';
import { type Outcome, suffer } from './faults.ts';
import { readRequest, writeOutcome } from './http.ts';
import { answerCall, callNameOf, type Request } from './routes.ts';
import type { Call, Simulator, SimulatorOptions } from './simulator.ts';

const DAY_MS = 86_400_000;

/**
 * Starts a PayPal that answers on 127.0.0.1 as PayPal's Payouts API is documented and was observed to.
 * @throws Error if the port is in use
 */
export async function startPaypalSimulator(options: SimulatorOptions): Promise<Simulator> {
  const certificate = options.certificate ?? (await createYearlyCertificate(options.now ?? Date.now));
  const server = createServer().listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const machine = createMachine(options, url, certificate);
  const { simulator } = machine;
  const closing = new AbortController();

  server.on('request', async (incoming, response) => {
    try {
      writeOutcome(response, await answer(machine, await readRequest(incoming), closing.signal));
    } catch {
      // The caller went away in the middle of its request, or sent something that is not HTTP.
      incoming.socket.destroy();
    }
  });
  return {
    ...simulator,
    async close() {
      await simulator.close();
      if (closing.signal.aborted) return;
      closing.abort();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Already valid for a day, and for a year to come. */
function createYearlyCertificate(now: () => number): Promise<Certificate> {
  return createCertificate({ from: now() - DAY_MS, until: now() + 365 * DAY_MS });
}

async function answer(machine: Machine, request: Request, closing: AbortSignal): Promise<Outcome> {
  const { paypal, faults, postLimiter, simulator } = machine;
  if (request.path.startsWith('/simulator/')) return answerControl(simulator, request);
  const call = logged(request);
  simulator.calls.push(call);
  const fault = faults.forCall(call.on);
  if (fault) call.fault = fault.kind;
  const act = () => (call.on === 'create' && postLimiter.refuse()) || answerCall(paypal, request);
  const outcome = await suffer(fault, act, closing);
  if (typeof outcome === 'object') call.status = outcome.status;
  return outcome;
}

function logged(request: Request): Call {
  const { method, path, body } = request;
  const call: Call = { on: callNameOf(request), method, path };
  return call.on === 'create' ? { ...call, body: toJson(body) } : call;
}

/** What a body says, or the body itself if it is not JSON. */
function toJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
