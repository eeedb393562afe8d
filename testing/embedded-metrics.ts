/** A value of a metric that CloudWatch has found in a line of the log. */
export interface Datum {
  namespace: string;
  name: string;
  dimensions: Record<string, string>;
  at: number;
  value: number;
}

const BYTES_MAX = 256 * 1024;
const DIMENSIONS_MAX = 30;

/**
 * What CloudWatch finds in a line, by the specification of its embedded metric format.
 * @throws Error if the line is not within it: CloudWatch would find nothing and say nothing
 */
export function metricsIn(text: string): Datum[] {
  const line = text.replace(/\n$/, '');
  require(Buffer.byteLength(line) <= BYTES_MAX, 'is longer than an event of the log');
  require(/^\{.*\}$/.test(line), 'is not one JSON object, with nothing before or after it');
  const root = JSON.parse(line);
  const { Timestamp: at, CloudWatchMetrics: directives } = root._aws;
  require(Number.isInteger(at) && Math.abs(at - Date.now()) < 2 * 60 * 60_000, 'has no time of now');
  require(Array.isArray(directives) && directives.length > 0, 'has no directive');
  return directives.flatMap((directive: Directive) => dataOf(root, at, directive));
}

interface Directive {
  Namespace: string;
  Dimensions: string[][];
  Metrics: { Name: string; Unit: string }[];
}

function dataOf(root: Record<string, unknown>, at: number, directive: Directive): Datum[] {
  const { Namespace: namespace, Dimensions, Metrics } = directive;
  require(/^[\w./#:-]{1,255}$/.test(namespace), 'has no namespace');
  require(Dimensions.length > 0 && Metrics.length > 0 && Metrics.length <= 100, 'has no set or no metric');
  return Dimensions.flatMap((set) => {
    require(set.length <= DIMENSIONS_MAX, 'has too many dimensions');
    const dimensions = Object.fromEntries(set.map((key) => [key, root[key] as string]));
    for (const value of Object.values(dimensions)) {
      require(typeof value === 'string' &&
        /^[!-~][ -~]{0,1023}$/.test(value), 'has a dimension without a value');
    }
    return Metrics.map(({ Name: name, Unit }) => {
      const value = root[name] as number;
      require(Unit === 'Count' && typeof value === 'number', `has no value of ${name}`);
      return { namespace, name, dimensions, at, value };
    });
  });
}

function require(holds: boolean, why: string): asserts holds {
  if (!holds) throw new Error(`The line ${why}.`);
}
