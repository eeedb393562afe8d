import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Request } from './call.ts';

/** What the caller is answered. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Only half of the body arrives, under the length of all of it. */
  isCut?: true;
}

/** The server behind the proxy. */
export interface Target {
  /**
   * Passes a request on. @throws Error if there is no whole answer, so that it is not known what was
   * done
   */
  send(request: Request): Promise<Answer>;
  close(): void;
}

/** What belongs to one connection and not to the message. */
const OF_THE_CONNECTION = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding']);

/** Connections to the server at this base URL; none is opened before the first request. */
export function openTarget(url: string): Target {
  const { hostname, port } = new URL(url);
  const agent = new Agent({ keepAlive: true });
  return {
    async send({ method, path, headers, body }) {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        const lengthened = { ...ofTheMessage(headers), 'content-length': body.length };
        request({ hostname, port, path, method, headers: lengthened, agent }, resolve)
          .on('error', reject)
          .end(body);
      });
      const { statusCode: status = 0, headers: answered } = incoming;
      return { status, headers: ofTheMessage(answered), body: await buffer(incoming) };
    },
    close: () => agent.destroy(),
  };
}

function ofTheMessage(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
}
