/** Every route, once: serverless.ts makes the HTTP API's events of it, and router.ts the Function URL's dispatch. */
export const ROUTES = {
  requestPayout: { method: 'POST', path: '/payouts/request', file: 'functions/payouts/request' },
  requestBulk: { method: 'POST', path: '/payouts/bulk', file: 'functions/payouts/bulk' },
  listPayouts: { method: 'GET', path: '/payouts', file: 'functions/payouts/list' },
  getBalance: { method: 'GET', path: '/payouts/balance', file: 'functions/payouts/balance' },
  getPayout: { method: 'GET', path: '/payouts/{payout_id}', file: 'functions/payouts/get' },
  getReceipt: { method: 'GET', path: '/payouts/{payout_id}/receipt', file: 'functions/payouts/receipt' },
  cancelPayout: { method: 'POST', path: '/payouts/{payout_id}/cancel', file: 'functions/payouts/cancel' },
  listAllPayouts: { method: 'GET', path: '/admin/payouts', file: 'functions/admin/list' },
  getAnyPayout: { method: 'GET', path: '/admin/payouts/{payout_id}', file: 'functions/admin/get' },
  processPayout: {
    method: 'POST',
    path: '/admin/payouts/{payout_id}/process',
    file: 'functions/admin/process',
  },
  paypalWebhook: { method: 'POST', path: '/webhooks/paypal', file: 'functions/webhooks/paypal' },
  zelleWebhook: { method: 'POST', path: '/webhooks/zelle', file: 'functions/webhooks/zelle' },
  processPayouts: { method: 'POST', path: '/admin/payouts/process', file: 'functions/admin/process-bulk' },
} as const;

export type RouteName = keyof typeof ROUTES;
