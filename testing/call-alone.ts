import { text } from 'node:stream/consumers';
import { handler } from '../functions/admin/runs-result.ts';
import type { ApiEvent } from '../libs/http/event.ts';
import { contextOf } from './call.ts';

/*
 * A process that brings the results of a run back, and nothing else, as a function of Lambda does: takes the
 * event from its standard input, and prints the answer, and the most memory that it has had, in MB.
 */
const event = JSON.parse(await text(process.stdin)) as ApiEvent;
const { statusCode, body } = await handler(event, contextOf({ remainingMs: 29_000 }));
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(`\n${JSON.stringify({ statusCode, body, megabytes })}`);
