/** Texts that people write, and attempts to inject HTML or mail headers. */
export const HOSTILE = [
  'Łukasz Żółć & Σία',
  'Αθήνα',
  'Арсений',
  'שלום',
  '日本',
  'Thanks 🎉',
  '<script>alert(1)</script>hello',
  '<img src=x onerror="alert(1)">hello',
  'hello\r\nBcc: thief@example.com',
  'hello\u2028Bcc: thief@example.com',
  `${'long words '.repeat(90)}end`,
];
