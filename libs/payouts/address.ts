import { paymentEmail } from '../../schemas/parts/fields.ts';

const FORM = new RegExp(paymentEmail.pattern);

/** Whether mail could reach the address: the form that a request must have. */
export function isEmailAddress(text: string): boolean {
  return text.length <= paymentEmail.maxLength && FORM.test(text);
}
