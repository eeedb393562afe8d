export const nextCursor = {
  type: ['string', 'null'],
  description: 'The cursor of the next page; null on the last one.',
} as const;
