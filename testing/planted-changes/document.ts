// biome-ignore lint/suspicious/noExplicitAny: a planted change reaches deep into the document.
export type Document = any;

/** An operation, by method and path. */
export const operation = (document: Document, name: string) => {
  const [method = '', path = ''] = name.split(' ');
  return document.paths[path][method.toLowerCase()];
};

/** A parameter of an operation, by its name. */
export const parameter = (document: Document, of: string, name: string) =>
  operation(document, of).parameters.find((each: { name?: string }) => each.name === name);

/** Takes one value out of a list. */
export const remove = (list: unknown[], value: unknown) => list.splice(list.indexOf(value), 1);

/** A component, by its name. */
export const schema = (document: Document, name: string) => document.components.schemas[name];

/** Operations whose callers a planted change may break. */
export const REQUEST = 'POST /payouts/request';
export const BULK = 'POST /payouts/bulk';
export const LIST = 'GET /payouts';
export const BALANCE = 'GET /payouts/balance';
export const AFFILIATE = 'GET /admin/affiliates/{affiliate_id}';
export const PROCESS = 'POST /admin/payouts/{payout_id}/process';

/** Changes a description in place. */
export type Change = (document: Document) => void;
