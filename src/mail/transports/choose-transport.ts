import type { Clock } from '../../clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import { webhookKey } from '../../config/mail-values.js';
import type { Secret } from '../../config/secret.js';
import { ConsoleTransport } from './console-transport.js';
import { HttpTransport } from './http-transport.js';
import type { MailTransport } from './mail-transport.js';
import { SmtpTransport } from './smtp-transport.js';

function keyOf(secret: Secret | null): Buffer {
  const key = secret === null ? null : webhookKey(secret);
  if (key === null) throw new TypeError('MAIL_HTTP_SECRET was not checked');
  return key;
}

/** By what the settings say, which were checked. */
export function chooseTransport({ mail }: AppConfig, clock: Clock): MailTransport {
  const { mailFrom, mailSenderName: name, mailHttpUrl } = mail;
  switch (mail.mail) {
    case 'off':
      throw new TypeError('There is no mail to send');
    case 'console':
      return new ConsoleTransport();
    case 'smtp':
      return new SmtpTransport(mail, { address: mailFrom ?? '', name });
    case 'http':
      return new HttpTransport(
        {
          url: mailHttpUrl ?? '',
          key: keyOf(mail.mailHttpSecret),
          from: mailFrom ?? '',
          sender: name,
        },
        clock,
      );
  }
}
