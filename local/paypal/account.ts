/** The account that the simulator of the local stage knows; the service must be started with the same. */
export const LOCAL_ACCOUNT = {
  clientId: 'local-client',
  clientSecret: 'local-secret',
  webhookId: 'LOCAL-WEBHOOK-ID',
};

/** The port of the local stage's simulator, unless PAYPAL_PORT names another. */
export const LOCAL_PAYPAL_PORT = 8006;
