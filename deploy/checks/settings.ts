import { faultsOfSettings } from '../../libs/runtime/settings.ts';
import { environment, pagesEnvironment } from '../environment.ts';
import { resolved } from './secrets.ts';

/** The variables of the functions' environment whose value is a parameter. */
const VARIABLES = Object.entries({ ...environment, ...pagesEnvironment }).flatMap(([variable, value]) => {
  const [, parameter] = /^\$\{param:(\w+)\}$/.exec(value) ?? [];
  return parameter ? [{ variable, parameter }] : [];
});

/** What the functions would refuse when they start, in a sentence each. */
export function misfitsOfSettings(
  values: Record<string, unknown>,
  names: Record<string, string>,
  stage: string,
): string[] {
  const tables = Object.entries(names).map(([table, name]) => [`${table.toUpperCase()}_TABLE`, name]);
  const variables = VARIABLES.map(({ variable, parameter }) => [
    variable,
    resolved(String(values[parameter] ?? '')),
  ]);
  return faultsOfSettings({ STAGE: stage, ...Object.fromEntries([...tables, ...variables]) }).map(
    inParameters,
  );
}

/** The same sentence, with the names that the operator knows. */
function inParameters(fault: string): string {
  return fault.replace(
    /\b[A-Z]+(?:_[A-Z]+)+\b/g,
    (name) => VARIABLES.find(({ variable }) => variable === name)?.parameter ?? name,
  );
}
