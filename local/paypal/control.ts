import { type Answer, refusal } from './answers.ts';
import { isFault } from './faults.ts';
import type { Request } from './routes.ts';
import type { Simulator } from './simulator.ts';

/** What the simulator can be told over HTTP. */
export type Controlled = Pick<
  Simulator,
  'plan' | 'clearFaults' | 'settle' | 'limitPosts' | 'expireTokens' | 'payments' | 'batches'
>;

const DONE: Answer = { status: 204 };

/** PayPal's own limit. */
const A_MINUTE = { posts: 400, windowMs: 60_000, saysWhen: false };

/** Answers the calls under /simulator, which are not PayPal's: they tell the simulator what to do. */
export async function answerControl(simulator: Controlled, request: Request): Promise<Answer> {
  switch (`${request.method} ${request.path}`) {
    case 'POST /simulator/faults':
      return planFaults(simulator, request.body);
    case 'DELETE /simulator/faults':
      simulator.clearFaults();
      return DONE;
    case 'POST /simulator/settle':
      await simulator.settle();
      return DONE;
    case 'POST /simulator/limit':
      simulator.limitPosts(A_MINUTE);
      return DONE;
    case 'DELETE /simulator/limit':
      simulator.limitPosts();
      return DONE;
    case 'DELETE /simulator/tokens':
      simulator.expireTokens();
      return DONE;
    case 'GET /simulator/payments':
      return { status: 200, body: simulator.payments() };
    case 'GET /simulator/batches':
      return { status: 200, body: simulator.batches() };
    default:
      return refusal(404, 'RESOURCE_NOT_FOUND', 'The simulator knows no such call.');
  }
}

/** One fault, or a list of valid faults. */
function planFaults(simulator: Controlled, body: string): Answer {
  try {
    const faults = [JSON.parse(body)].flat();
    if (!faults.every(isFault)) return refusal(400, 'VALIDATION_ERROR', 'That is no fault.');
    simulator.plan(...faults);
    return DONE;
  } catch {
    return refusal(400, 'MALFORMED_REQUEST', 'The request JSON is not well formed.');
  }
}
