import type { ROUTES } from './compiled/routes.ts';

/**
 * Every endpoint's record, by the name of its function: a list that is made from the endpoints' own files.
 */
export { ROUTES } from './compiled/routes.ts';

export type RouteName = keyof typeof ROUTES;
