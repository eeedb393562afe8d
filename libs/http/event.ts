import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Answer } from './envelope.ts';
import type { EndpointFacts } from './route.ts';

/** An event of an HTTP API or of a Function URL: both speak payload version 2.0. */
export type ApiEvent = APIGatewayProxyEventV2;

/** What Lambda calls. */
export interface ApiHandler {
  (event: ApiEvent, context: Context): Promise<Answer>;
  /** The endpoint that it is, so that its answers can be checked against what the endpoint promises. */
  route?: EndpointFacts;
}
