import { assertSafeHeaders, UndeliverableMail } from '../../src/mail/letter.js';

const SUBJECT = 'Your new password';

describe('the headers of a mail', () => {
  it('are one address and one line', () => {
    expect(() => {
      assertSafeHeaders({ to: 'ada@example.com', subject: SUBJECT });
    }).not.toThrow();
  });

  it.each([
    'ada@example.com\r\nBcc: eve@example.com',
    'ada@example.com\nBcc: eve@example.com',
    'ada@example.com, eve@example.com',
    'ada@example.com\0',
    'Ada <ada@example.com>',
    '',
  ])('are not made of the receiver %j', (to) => {
    expect(() => {
      assertSafeHeaders({ to, subject: SUBJECT });
    }).toThrow(UndeliverableMail);
  });

  it.each(['Hello\r\nBcc: eve@example.com', 'Hello\u2028there', 'Hello\u0000'])(
    'are not made of the subject %j',
    (subject) => {
      expect(() => {
        assertSafeHeaders({ to: 'ada@example.com', subject });
      }).toThrow(UndeliverableMail);
    },
  );
});
