/** What a create call asks for, once it is known to be well formed. */
export interface PayoutsRequest {
  sender_batch_header: { sender_batch_id: string; email_subject?: string; email_message?: string };
  items: ItemRequest[];
}

/** One item of a create call. */
export interface ItemRequest {
  recipient_type: 'EMAIL';
  amount: { currency: string; value: string };
  receiver: string;
  sender_item_id?: string;
  note?: string;
}

/** What is wrong with one field, in the words of PayPal's validation errors. */
export interface Complaint {
  field: string;
  location: 'body';
  issue: string;
}

const MAX_ITEMS = 15_000;
const MAX_CENTS = 2_000_000;
const AMOUNT = /^\d{1,7}\.\d{2}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** All that is wrong with the body of a create call: if the list is empty, it is a PayoutsRequest. */
export function complaintsAbout(body: unknown): Complaint[] {
  const { sender_batch_header: header, items } = fieldsOf(body);
  const list = Array.isArray(items) ? items : [];
  return [
    ...expect(
      isText(fieldsOf(header).sender_batch_id, 256),
      'sender_batch_header.sender_batch_id',
      'Required, at most 256 characters',
    ),
    ...expect(
      list.length >= 1 && list.length <= MAX_ITEMS,
      'items',
      `Must hold between 1 and ${MAX_ITEMS} items`,
    ),
    ...list.slice(0, MAX_ITEMS).flatMap(complaintsAboutItem),
  ];
}

/**
 * An amount such as "12.34" as integer cents; a single decimal, which PayPal also writes, counts as tenths.
 */
export function toCents(value: string): number {
  const [whole = '0', fraction = ''] = value.split('.');
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

function complaintsAboutItem(item: unknown, index: number): Complaint[] {
  const { recipient_type, receiver, amount, sender_item_id, note } = fieldsOf(item);
  const { currency, value } = fieldsOf(amount);
  const field = (name: string) => `items[${index}].${name}`;
  return [
    ...expect(recipient_type === 'EMAIL', field('recipient_type'), 'Must be EMAIL'),
    ...expect(isText(receiver, 127) && EMAIL.test(receiver), field('receiver'), 'Must be an email address'),
    ...expect(currency === 'USD', field('amount.currency'), 'Must be USD'),
    ...expect(isAmount(value), field('amount.value'), 'Must be more than 0.00 and at most 20000.00'),
    ...expect(isAbsentOr(sender_item_id, 63), field('sender_item_id'), 'At most 63 characters'),
    ...expect(isAbsentOr(note, 4000), field('note'), 'At most 4000 characters'),
  ];
}

function expect(holds: boolean, field: string, issue: string): Complaint[] {
  return holds ? [] : [{ field, location: 'body', issue }];
}

function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length >= 1 && value.length <= maxLength;
}

function isAbsentOr(value: unknown, maxLength: number): boolean {
  return value === undefined || isText(value, maxLength);
}

function isAmount(value: unknown): boolean {
  if (typeof value !== 'string' || !AMOUNT.test(value)) return false;
  const cents = toCents(value);
  return cents > 0 && cents <= MAX_CENTS;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
