import { AsyncLocalStorage } from 'node:async_hooks';
import { answerBeforeEnd, type Runner } from './answer-before-end.ts';
import { asOnAws, decodable, type OfflineEvent, type WireRequest } from './aws-event.ts';
import { type Definition, withoutStreamsThatAreOff } from './streams.ts';

/** The parts of hapi, of serverless-offline's server on it, and of its functions that are looked at here. */
interface HapiRequest {
  payload: unknown;
  raw: { req: { rawHeaders: string[]; url: string } };
  setUrl: (url: string) => void;
}
type OnRequest = (request: HapiRequest, toolkit: { continue: symbol }) => symbol;
interface HapiRoute {
  handler: (request: HapiRequest, toolkit: unknown) => unknown;
  options?: undefined | { payload?: { override?: string }; cors?: { exposedHeaders: string[] } | null };
}
interface HapiServer {
  route: (route: HapiRoute) => void;
  ext: (event: 'onRequest', method: OnRequest) => void;
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
  answerBeforeEnd(
    await prototypeOf<Runner>('lambda/handler-runner/worker-thread-runner/WorkerThreadRunner.js'),
  );
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

/** Every route gets its body unparsed, and runs with its request at hand; hapi itself refuses no path. */
function keepRequests(server: HapiServer): void {
  server.ext('onRequest', (request, toolkit) => {
    request.setUrl(decodable(request.raw.req.url));
    return toolkit.continue;
  });
  const { route } = server;
  server.route = ({ handler, options, ...rest }) =>
    route.call(server, {
      ...rest,
      options: options && optionsAsOnAws(options),
      handler: (request, toolkit) => requests.run(wireRequestOf(request), () => handler(request, toolkit)),
    });
}

/** hapi would add the headers that a page may read to the list of the function, which has them already. */
function optionsAsOnAws({ payload, cors, ...options }: NonNullable<HapiRoute['options']>) {
  return {
    ...options,
    ...(payload && { payload: { ...payload, override: UNPARSED } }),
    ...(cors && { cors: { ...cors, exposedHeaders: [] } }),
  };
}

function wireRequestOf({ payload, raw }: HapiRequest): WireRequest {
  return { rawHeaders: raw.req.rawHeaders, payload: Buffer.isBuffer(payload) ? payload : Buffer.alloc(0) };
}

async function prototypeOf<Shape>(file: string): Promise<Shape> {
  const { default: Class } = await import(new URL(file, import.meta.resolve('serverless-offline')).href);
  return Class.prototype;
}

/** The plugin of serverless: it does nothing but for `sls offline`. */
export default class RunsAsOnAws {
  hooks: Record<string, () => Promise<void>>;

  constructor({ service }: { service: { functions: Record<string, Definition> } }) {
    const prepare = () => {
      withoutStreamsThatAreOff(service.functions);
      return handOverAsAws();
    };
    this.hooks = { 'before:offline:start': prepare, 'before:offline:start:init': prepare };
  }
}
