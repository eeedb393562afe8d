/** What people write an address like. SNS sends it a letter, and is told to go on by a link in it. */
const ADDRESS = /^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/i;

/** What is wrong with who is to be called, in a sentence each. */
export function misfitsOfAlarms(alarmEmail: string): string[] {
  if (alarmEmail === '' || ADDRESS.test(alarmEmail)) return [];
  return [`alarmEmail is ${JSON.stringify(alarmEmail)}, which is no e-mail address.`];
}
