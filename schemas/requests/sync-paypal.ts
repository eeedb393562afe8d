export const body = {
  type: 'object',
  additionalProperties: false,
  properties: {
    scope: { enum: ['processing', 'completed'], description: 'processing or completed' },
  },
} as const;

export interface Request {
  body: { scope?: 'processing' | 'completed' };
}
