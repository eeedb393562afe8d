import { LOCAL_ACCOUNT, LOCAL_PAYPAL_PORT } from './account.ts';
import { startPaypalSimulator } from './server.ts';

/** The service may be busy starting a function: more patience than the tests have. */
const REDELIVER_AFTER_MS = [500, 2000, 5000];

const webhookUrl = `http://localhost:${process.env.PORT ?? 3000}/webhooks/paypal`;

try {
  const port = Number(process.env.PAYPAL_PORT ?? LOCAL_PAYPAL_PORT);
  const options = { ...LOCAL_ACCOUNT, port, webhookUrl, redeliverAfterMs: REDELIVER_AFTER_MS };
  const simulator = await startPaypalSimulator(options);
  process.once('SIGINT', () => simulator.close());
  process.once('SIGTERM', () => simulator.close());
  process.stdout.write(`The PayPal simulator listens on ${simulator.url} and calls ${webhookUrl}.\n`);
} catch (error) {
  process.stderr.write(`The PayPal simulator cannot start: ${(error as Error).message}\n`);
  process.exit(1);
}
