import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { Property, PropertyType, SpecDatabase } from '@aws-cdk/service-spec-types';
import type { Template } from './template.ts';

type Properties = Record<string, Property>;

/**
 * What CloudFormation's own specification does not allow in a template, in a sentence each: types of
 * resources and properties that it does not have, what is required and missing, and values of another kind.
 * What it calls a union or JSON is not looked into.
 */
export function faultsOf({ Resources }: Template): string[] {
  const specification = loadAwsServiceSpecSync();
  return Object.entries(Resources).flatMap(([id, { Type, Properties = {} }]) => {
    const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', Type);
    if (!resource) return [`${id} is a ${Type}, which does not exist.`];
    return faultsOfAll(specification, resource.properties, Properties, `${id} (${Type})`);
  });
}

function faultsOfAll(
  specification: SpecDatabase,
  properties: Properties,
  value: object,
  path: string,
): string[] {
  const missing = Object.entries(properties)
    .filter(([name, { required }]) => required && !Object.hasOwn(value, name))
    .map(([name]) => `${path} has no ${name}.`);
  const wrong = Object.entries(value).flatMap(([name, each]) => {
    const property = properties[name];
    return property
      ? faultsOfValue(specification, property.type, each, `${path}.${name}`)
      : [`${path} has ${name}, which does not exist.`];
  });
  return [...missing, ...wrong];
}

function faultsOfValue(
  specification: SpecDatabase,
  type: PropertyType,
  value: unknown,
  path: string,
): string[] {
  if (isReference(value)) return [];
  const faultsOfEach = (element: PropertyType, values: object) =>
    Object.entries(values).flatMap(([key, each]) =>
      faultsOfValue(specification, element, each, `${path}.${key}`),
    );
  switch (type.type) {
    case 'union':
    case 'json':
    case 'tag':
    case 'null':
    case 'date-time':
      return [];
    case 'ref': {
      if (!isObject(value)) return [`${path} is not an object.`];
      const { properties } = specification.get('typeDefinition', type.reference.$ref);
      return faultsOfAll(specification, properties, value, path);
    }
    case 'array':
      return Array.isArray(value) ? faultsOfEach(type.element, value) : [`${path} is not a list.`];
    case 'map':
      return isObject(value) ? faultsOfEach(type.element, value) : [`${path} is not an object.`];
    case 'string':
      return ['string', 'number'].includes(typeof value) ? [] : [`${path} is not text.`];
    case 'integer':
    case 'number':
      return /^-?[\d.]+$/.test(String(value)) ? [] : [`${path} is not a number.`];
    case 'boolean':
      return /^(?:true|false)$/.test(String(value)) ? [] : [`${path} is neither true nor false.`];
  }
}

/** Whether only CloudFormation knows the value. */
function isReference(value: unknown): boolean {
  if (!isObject(value)) return false;
  const [name = '', ...others] = Object.keys(value);
  return others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
