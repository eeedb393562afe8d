import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Answer } from './envelope.ts';

/** An event of an HTTP API or of a Function URL: both speak payload version 2.0. */
export type ApiEvent = APIGatewayProxyEventV2;

/** What Lambda calls. */
export type ApiHandler = (event: ApiEvent, context: Context) => Promise<Answer>;
