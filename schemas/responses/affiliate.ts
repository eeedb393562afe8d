import { balance } from '../parts/balance.ts';
import { closedObject } from '../parts/objects.ts';
import { warnings } from '../parts/warnings.ts';

export const affiliate = closedObject('An affiliate as an admin sees it.', {
  affiliate_id: { type: 'string', description: 'The id of the affiliate.' },
  user_id: { type: 'string', description: 'The id of the user whose account it is.' },
  status: {
    type: 'string',
    description:
      'The status of the account, without blanks and in lower case. Only an active one may ask for payouts.',
  },
  payment_method: {
    enum: ['paypal', 'zelle', null],
    description: 'The method on record; null if there is none that can be used. New methods may be added.',
  },
  payment_email: {
    type: ['string', 'null'],
    description: 'The address on record; null if there is none that can be used.',
  },
  balance: {
    anyOf: [balance, { type: 'null' }],
    description: 'The balance; null while a record of the affiliate cannot be read.',
  },
  payout_count: { type: 'integer', description: 'How many payouts the affiliate has.' },
  warnings,
});

export const data = closedObject('One affiliate.', { affiliate });
