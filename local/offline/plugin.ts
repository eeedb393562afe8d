import { AsyncLocalStorage } from 'node:async_hooks';
import { asOnAws, type OfflineEvent, type WireRequest } from './aws-event.ts';

/** The parts of hapi, of serverless-offline's server on it, and of its functions that are looked at here. */
interface HapiRequest {
  payload: unknown;
  raw: { req: { rawHeaders: string[] } };
}
interface HapiRoute {
  handler: (request: HapiRequest, toolkit: unknown) => unknown;
  options: { payload?: { override?: string } };
}
interface HapiServer {
  route: (route: HapiRoute) => void;
}
interface HttpServer {
  createServer: () => Promise<void>;
  getServer: () => HapiServer;
}
interface LambdaFunction {
  setEvent: (event: OfflineEvent) => void;
}

/** A content type that hapi neither parses nor refuses: what a caller sent as one is ours to judge. */
const UNPARSED = 'application/octet-stream';

const requests = new AsyncLocalStorage<WireRequest>();

/**
 * Makes serverless-offline hand requests over as AWS does: each function gets its event made from what came
 * over the wire. There is no option for it, so its server and its functions are wrapped, where they are its
 * own classes.
 */
async function handOverAsAws(): Promise<void> {
  const server: HttpServer = await prototypeOf('events/http/HttpServer.js');
  const lambda: LambdaFunction = await prototypeOf('lambda/LambdaFunction.js');
  const { createServer } = server;
  const { setEvent } = lambda;
  server.createServer = async function (this: HttpServer) {
    await createServer.call(this);
    keepRequests(this.getServer());
  };
  lambda.setEvent = function (this: LambdaFunction, event) {
    const request = requests.getStore();
    setEvent.call(this, request ? (asOnAws(event, request) as OfflineEvent) : event);
  };
}

/** Every route gets its body unparsed, and runs with its request at hand. */
function keepRequests(server: HapiServer): void {
  const { route } = server;
  server.route = ({ handler, options, ...rest }) =>
    route.call(server, {
      ...rest,
      options: options?.payload
        ? { ...options, payload: { ...options.payload, override: UNPARSED } }
        : options,
      handler: (request, toolkit) => requests.run(wireRequestOf(request), () => handler(request, toolkit)),
    });
}

function wireRequestOf({ payload, raw }: HapiRequest): WireRequest {
  return { rawHeaders: raw.req.rawHeaders, payload: Buffer.isBuffer(payload) ? payload : Buffer.alloc(0) };
}

async function prototypeOf<Shape>(file: string): Promise<Shape> {
  const { default: Class } = await import(new URL(file, import.meta.resolve('serverless-offline')).href);
  return Class.prototype;
}

/** The plugin of serverless: it does nothing but for `sls offline`. */
export default class HandsOverAsAws {
  hooks = { 'before:offline:start': handOverAsAws, 'before:offline:start:init': handOverAsAws };
}
