import { STAGE_DIMENSION } from '../libs/runtime/metrics.ts';
import { logLines, logTexts } from './log-lines.ts';

type Line = Record<string, unknown>;

/** The lines with a metric that were written in this test, to the letter. */
export const metricTexts = (): string[] => logTexts().filter((text) => text.includes('"_aws"'));

/** The same lines, without the parts that only CloudWatch reads. */
export const metricLines = (): Line[] =>
  metricTexts()
    .map((text): Line => JSON.parse(text))
    .map(({ _aws, [STAGE_DIMENSION]: _stage, ...line }) => line);

/** The alarms of this name that were raised in this test, as what their lines say. */
export const alarmsNamed = (name: string): object[] =>
  metricLines()
    .filter(({ event }) => event === name)
    .map(({ level: _level, event: _event, [name]: _value, ...facts }) => facts);

/** The events of the alarms that were raised in this test. */
export const alarmsRaised = (): string[] => metricLines().map(({ event }) => String(event));

/** The events that were logged as errors in this test, alarms among them. */
export const errorsLogged = (): string[] => [
  ...logLines('error').map(({ event }) => event),
  ...alarmsRaised(),
];
