import { Ajv, type ValidateFunction } from 'ajv';
import { ROUTES } from '../functions/routes.ts';
import { type EndpointRecord, errorsOf, type Route } from '../libs/http/route.ts';
import { STATUS_OF } from '../libs/http/status.ts';
import type { ErrorCode } from '../libs/payouts/errors.ts';
import { RESPONSES } from '../schemas/compiled/responses.ts';
import { successWith } from '../schemas/parts/success.ts';
import { schema as failure } from '../schemas/responses/error.ts';
import { type DescribedAnswer, faultByDescription } from './description.ts';
import { noteSeen } from './seen-answers.ts';

type Answer = DescribedAnswer<{ success: boolean; error?: { code: ErrorCode } }>;

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
const isFailureOf = ajv.compile(failure);
const isSuccessOf = Object.fromEntries(
  Object.entries(RESPONSES).map(([name, data]) => [name, ajv.compile(successWith(data))]),
);

/** What answers if there is no route: only an admin is told that there is none below `/admin`. */
const NOWHERE: Pick<Route, 'access' | 'reads' | 'method' | 'errors'> = {
  method: 'GET',
  access: 'admins',
  reads: 'nothing',
  errors: ['route_not_found'],
};

/** The route of a method and path, which may end in a slash; undefined if there is none. */
export function routeAt(method: string, path: string): Route | undefined {
  const routes = Object.values<EndpointRecord>(ROUTES).filter((route) => route.method === method);
  const sought = path.replace(/(?<=.)\/$/, '');
  return routes.find((route) => route.path === sought) ?? routes.find((route) => formOf(route).test(sought));
}

function formOf({ path }: Route): RegExp {
  return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

/** Throws if an answer is not as the API describes it, and notes that it was seen. */
export function requireDescribed(route: Route | undefined, answer: Answer): void {
  const fault = faultOfAnswer(route, answer);
  const name = route ? `${route.method} ${route.path}` : 'A path without a route';
  if (fault) {
    throw new Error(`${name} answers ${answer.status} in a way that the API does not describe: ${fault}`);
  }
  if (route) noteSeen(route, answer.status, answer.json?.error?.code);
}

/**
 * Why an answer is not allowed: the route's record does not name it, it does not match its schema, or
 * openapi.json does not have it.
 */
export function faultOfAnswer(route: Route | undefined, answer: Answer): string | undefined {
  const isFailure = answer.json?.success === false;
  const fault = isFailure ? faultOfFailure(route, answer) : faultOfSuccess(route, answer);
  if (fault || !route) return fault;
  const untold = faultByDescription(route.name, answer);
  return untold && `in openapi.json, ${untold}`;
}

function faultOfSuccess(route: Route | undefined, { status, contentType, json }: Answer) {
  if (!route) return 'there is nothing that could succeed';
  if (status !== route.success.status) return `its success is ${route.success.status}`;
  if ('data' in route.success) return faultOf(isSuccessOf[route.success.data], json);
  const [type] = contentType?.split(';') ?? [];
  return type === route.success.type ? undefined : `its type is ${contentType}`;
}

function faultOfFailure(route: Route | undefined, { status, json }: Answer) {
  const fault = faultOf(isFailureOf, json);
  const code = json?.error?.code;
  if (fault || !code) return fault ?? 'it has no code';
  if (status !== STATUS_OF[code]) return `${code} is ${STATUS_OF[code]}`;
  return errorsOf(route ?? NOWHERE).includes(code) ? undefined : `${code} is not among its errors`;
}

function faultOf(validate: ValidateFunction | undefined, json: unknown): string | undefined {
  if (!validate || validate(json)) return undefined;
  return `${ajv.errorsText(validate.errors, { dataVar: 'body' })} in ${JSON.stringify(json)}`;
}
