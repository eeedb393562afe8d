import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { Context } from 'aws-lambda';
import { type Call, endpoint } from '../libs/http/chain.ts';
import { type Answer, created } from '../libs/http/envelope.ts';
import type { ApiEvent, ApiHandler } from '../libs/http/event.ts';
import { readSettings } from '../libs/runtime/settings.ts';
import { localToken } from '../local/token.ts';
import validate from '../schemas/compiled/request-payout.js';
import type { Request } from '../schemas/requests/request-payout.ts';
import { contextOf, eventOf } from '../testing/call.ts';
import { ENVIRONMENT } from '../testing/world.ts';
import { figure, type Report, timed } from './report.ts';
import { interleave, median, percentile, timing } from './timing.ts';

/** Each round times this many calls together: a single one is too short to be timed. */
export interface ChainScale {
  rounds: number;
  callsPerRound: number;
}

/** What the benchmark promises of the chain, in microseconds a call. */
const ADDED_MAX = 150;

const BODY = { amount: 5000, payment_method: 'paypal', payment_email: 'ada@example.com' } as const;

/**
 * The chain of `POST /payouts/request`, with token, body and validation, beside its core called bare. The
 * core answers at once: a database would take a hundred times as long as what is measured.
 */
export async function benchChain({ rounds, callsPerRound }: ChainScale): Promise<Report> {
  const settings = readSettings({ ...ENVIRONMENT, DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' });
  const chain = endpoint(
    { settings, store: { remainingMs: () => 15_000 } },
    { access: 'users', reads: 'json', validate },
    answerAtOnce,
  );
  await requireSameAnswer(chain);
  const samples = await interleave(
    {
      chain: batchOf(callsPerRound, eventWithToken, (event) => chain(event, CONTEXT)),
      core: batchOf(callsPerRound, bareCall, answerAtOnce),
    },
    rounds,
  );
  const perCall = (batches: number[]) => batches.map((ms) => (ms / callsPerRound) * 1000);
  return report(perCall(samples.chain), perCall(samples.core));
}

const CONTEXT: Context = contextOf();

async function answerAtOnce({ body, user }: Call<Request>): Promise<Answer> {
  return created('Payout request submitted successfully', { payout: { ...body, by: user.userId } });
}

/** As many headers as come from a browser through API Gateway. */
const HEADERS = {
  accept: 'application/json, text/plain, */*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US,en;q=0.9',
  authorization: `Bearer ${localToken('user-ada')}`,
  'content-length': '76',
  host: 'api.example.com',
  'idempotency-key': '0b8f2c5e-51d4-4f0e-9a35-6f1f6f2f1a01',
  origin: 'https://app.example.com',
  referer: 'https://app.example.com/',
  'sec-fetch-mode': 'cors',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'x-amzn-trace-id': 'Root=1-5f84c7a9-0d3f4e2a1b6c7d8e9f0a1b2c',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
};

function eventWithToken(): ApiEvent {
  return eventOf({ method: 'POST', path: '/payouts/request', headers: HEADERS, body: BODY });
}

function bareCall(): Call<Request> {
  const user = { userId: 'user-ada', isAdmin: false };
  const parts = { query: {}, path: undefined, idempotencyKey: undefined };
  return { ...parts, body: { ...BODY }, user, event: eventWithToken() };
}

/** Events are made outside the timed part, and each is used once, because a chain writes into it. */
function batchOf<Input>(calls: number, make: () => Input, run: (input: Input) => Promise<unknown>) {
  const sample = () => {
    const inputs = Array.from({ length: calls }, make);
    return timing(async () => {
      for (const input of inputs) await run(input);
    })();
  };
  return { sample };
}

async function requireSameAnswer(chain: ApiHandler): Promise<void> {
  const [through, bare] = [await chain(eventWithToken(), CONTEXT), await answerAtOnce(bareCall())];
  strictEqual(through.statusCode, 201);
  deepStrictEqual(through.body, bare.body);
}

function report(chain: number[], core: number[]): Report {
  const added = median(chain) - median(core);
  const row = (name: string, samples: number[]) => [
    name,
    ...[median(samples), percentile(samples, 0.95)].map(figure),
  ];
  return {
    tables: [
      {
        title: 'A call through the whole chain',
        head: ['call', 'median µs', 'p95 µs'],
        rows: [row('core', core), row('chain and core', chain), ['the chain alone', figure(added), '']],
      },
    ],
    figures: [timed('chain and core, time to the core', median(chain) / median(core))],
    promises: [
      {
        text: `the chain adds at most ${ADDED_MAX} µs to a call (${figure(added)})`,
        holds: added <= ADDED_MAX,
      },
    ],
  };
}
