/** Every route, once: serverless.ts makes the HTTP API's events of it, and router.ts the Function URL's dispatch. */
export const ROUTES = {
  requestPayout: { method: 'POST', path: '/payouts/request', file: 'functions/payouts/request' },
  listPayouts: { method: 'GET', path: '/payouts', file: 'functions/payouts/list' },
  getBalance: { method: 'GET', path: '/payouts/balance', file: 'functions/payouts/balance' },
} as const;

export type RouteName = keyof typeof ROUTES;
