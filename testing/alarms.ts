import { logged } from './bookkeeping.ts';

/** The alarms of this name that were raised in this test, without the parts that only CloudWatch reads. */
export const alarmsNamed = (name: string): object[] =>
  (logged('error', name) as Record<string, unknown>[]).map(({ [name]: _, ...facts }) => facts);
