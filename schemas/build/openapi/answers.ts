import { errorsOf, type Route } from '../../../libs/http/route.ts';
import { STATUS_OF } from '../../../libs/http/status.ts';
import type { ErrorCode } from '../../../libs/payouts/errors.ts';
import { ERROR_HELP } from '../../parts/error-help.ts';
import { successWith } from '../../parts/success.ts';
import type { AnswerSchemas } from './answer-schemas.ts';
import { failureOf } from './errors.ts';
import { headersOfFailure, headersWith } from './headers.ts';
import { type Json, pascal, refTo } from './json.ts';

/** What the answers of an endpoint are made from. */
export interface AnswerSources {
  answers: AnswerSchemas;
  /** The schemas of what succeeds, by the names of their files. */
  responses: Record<string, Json>;
  /** A real answer of each endpoint that answers JSON, by the name of its function. */
  examples: Record<string, Json>;
}

/** Every answer that an endpoint gives, by status. */
export function answersOf(route: Route, sources: AnswerSources): Record<string, Json> {
  const failures = [...codesByStatus(route)].sort(([one], [other]) => one - other);
  return {
    [route.success.status]: successOf(route, sources),
    ...Object.fromEntries(failures.map(([status, codes]) => [status, answerOfCodes(codes)])),
    default: refTo('responses', 'Failure'),
  };
}

function codesByStatus(route: Route): Map<number, ErrorCode[]> {
  return Map.groupBy(errorsOf(route), (code) => STATUS_OF[code]);
}

function successOf({ name, success, errors }: Route, { answers, responses, examples }: AnswerSources): Json {
  if (!('data' in success)) {
    const headers = headersWith({
      'Content-Disposition': refTo('headers', 'ContentDisposition'),
      ...(success.type === 'text/csv' && { 'X-Next-Cursor': refTo('headers', 'NextCursor') }),
    });
    const content = { [success.type]: { schema: { type: 'string', contentMediaType: success.type } } };
    return { description: 'The document.', headers, content };
  }
  const data = responses[success.data] ?? {};
  const component = `${pascal(success.data)}Answer`;
  answers.components[component] ??= answers.of(successWith(data));
  const replayed = { 'Idempotency-Replayed': refTo('headers', 'IdempotencyReplayed') };
  return {
    description: String(data.description),
    headers: headersWith(errors.includes('idempotency_key_reused') ? replayed : {}),
    content: {
      'application/json': { schema: refTo('schemas', component), example: examples[name] },
    },
  };
}

/** One code alone is the same answer everywhere, so it is a component. */
function answerOfCodes(codes: ErrorCode[]): Json {
  const [only = ''] = codes;
  return codes.length === 1 ? refTo('responses', pascal(only)) : failureAnswer(codes);
}

/** The components of those answers that have one code. */
export function answerComponents(routes: Route[]): Record<string, Json> {
  const alone = routes.flatMap((route) =>
    [...codesByStatus(route).values()].filter(({ length }) => length === 1).flat(),
  );
  const codes = [...new Set(alone)].sort();
  return {
    ...Object.fromEntries(codes.map((code) => [pascal(code), failureAnswer([code])])),
    Failure: {
      description: 'Any other failure. New codes may be added; treat one that you do not know by its status.',
      headers: headersWith(),
      content: {
        'application/json': {
          schema: refTo('schemas', 'Failure'),
          examples: { route_not_found: refTo('examples', 'route_not_found') },
        },
      },
    },
  };
}

function failureAnswer(codes: ErrorCode[]): Json {
  const [only] = codes;
  const lines = codes.map((code) => `- \`${code}\`: ${ERROR_HELP[code].happened}`);
  const examples = Object.fromEntries(codes.map((code) => [code, refTo('examples', code)]));
  return {
    description: codes.length === 1 && only ? ERROR_HELP[only].happened : lines.join('\n'),
    headers: headersOfFailure(codes),
    content: { 'application/json': { schema: failureOf(codes), examples } },
  };
}
