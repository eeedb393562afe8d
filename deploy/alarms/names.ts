/** A name of words and hyphens, as a template writes its logical ids: `dead-letters` is `DeadLetters`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|[-_])(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** The logical id that osls gives a function. */
export function functionId(name: string): string {
  return `${pascal(name)}LambdaFunction`;
}

/** The name of a function on AWS. */
export function functionName(name: string): string {
  return `\${self:service}-\${sls:stage}-${name}`;
}

/** The log group of a function. */
export function logGroup(name: string): string {
  return `/aws/lambda/${functionName(name)}`;
}
