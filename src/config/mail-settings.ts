import { IsIn, IsInt, IsNotEmpty, IsOptional, Matches, Max, Min } from 'class-validator';
import {
  MAIL_LANGUAGES,
  MAIL_TRANSPORTS,
  type MailLanguage,
  type MailTransportKind,
  SMTP_TLS,
  type SmtpTls,
} from './choices.js';
import { IsMailAddress, IsPageUrl, IsSmtpUrl, IsWebhookSecret, IsWebUrl } from './mail-values.js';
import { Secret } from './secret.js';
import { integer, type SettingsOf, text } from './setting.js';

const secretOf = (value: string): Secret => new Secret(value);

/** What the server sends to people, and by which way. */
export class MailSettings {
  @IsIn(MAIL_TRANSPORTS)
  readonly mail: MailTransportKind = 'console';

  /** The address that mail comes from. */
  @IsOptional()
  @IsMailAddress()
  readonly mailFrom: string | null = null;

  /** Who the mail comes from, in words; templates name the service so. */
  @Matches(/^[^\p{C}\p{Zl}\p{Zp}]{1,64}$/u, {
    message: '$property must be 1 to 64 visible characters',
  })
  readonly mailSenderName: string = 'Portcullis';

  /** Of mail to people whose browser asks for none of the languages that there are. */
  @IsIn(MAIL_LANGUAGES)
  readonly mailLanguage: MailLanguage = 'en';

  /** Mail that may wait to be sent. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly mailQueue: number = 10_000;

  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  @IsOptional()
  @IsSmtpUrl()
  readonly mailSmtpUrl: string | null = null;

  /** What `smtp://` does about TLS: insist on it, take it where it is offered, or leave it. */
  @IsIn(SMTP_TLS)
  readonly mailSmtpTls: SmtpTls = 'required';

  /** By which mail is signed (RFC 6376); all three or none. */
  @IsOptional()
  @Matches(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { message: '$property must be a domain' })
  readonly mailDkimDomain: string | null = null;

  @IsOptional()
  @Matches(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/, { message: '$property must be a selector' })
  readonly mailDkimSelector: string | null = null;

  /** PEM; `\n` stands for the end of a line. */
  @IsOptional()
  readonly mailDkimKey: Secret | null = null;

  /** Where mail is posted to as JSON instead. */
  @IsOptional()
  @IsWebUrl()
  readonly mailHttpUrl: string | null = null;

  /** By which such a request is signed, as Standard Webhooks write it: `whsec_` and base64. */
  @IsOptional()
  @IsWebhookSecret()
  readonly mailHttpSecret: Secret | null = null;

  /** A folder of templates that take the place of those that the server has. */
  @IsOptional()
  @IsNotEmpty()
  readonly mailTemplatesDir: string | null = null;

  /** The operator's own page for a new password; null: the server's, if it has pages. */
  @IsOptional()
  @IsPageUrl()
  readonly passwordResetUrl: string | null = null;

  /** The operator's own page for what confirms an address; null: the server's, if it has pages. */
  @IsOptional()
  @IsPageUrl()
  readonly emailConfirmationUrl: string | null = null;
}

export const MAIL_SETTINGS: SettingsOf<MailSettings> = {
  mail: { variable: 'MAIL', read: text },
  mailFrom: { variable: 'MAIL_FROM', read: text },
  mailSenderName: { variable: 'MAIL_SENDER_NAME', read: text },
  mailLanguage: { variable: 'MAIL_LANGUAGE', read: text },
  mailQueue: { variable: 'MAIL_QUEUE', read: integer },
  mailSmtpUrl: { variable: 'MAIL_SMTP_URL', secret: true, read: text },
  mailSmtpTls: { variable: 'MAIL_SMTP_TLS', read: text },
  mailDkimDomain: { variable: 'MAIL_DKIM_DOMAIN', read: text },
  mailDkimSelector: { variable: 'MAIL_DKIM_SELECTOR', read: text },
  mailDkimKey: { variable: 'MAIL_DKIM_KEY', secret: true, read: secretOf },
  mailHttpUrl: { variable: 'MAIL_HTTP_URL', secret: true, read: text },
  mailHttpSecret: { variable: 'MAIL_HTTP_SECRET', secret: true, read: secretOf },
  mailTemplatesDir: { variable: 'MAIL_TEMPLATES_DIR', read: text },
  passwordResetUrl: { variable: 'PASSWORD_RESET_URL', read: text },
  emailConfirmationUrl: { variable: 'EMAIL_CONFIRMATION_URL', read: text },
};

/** Every link of a mail leads to a page. */
export function linkFaults(mail: MailSettings, pages: boolean): readonly string[] {
  const { mail: kind, passwordResetUrl, emailConfirmationUrl } = mail;
  return kind !== 'off' && !pages && (passwordResetUrl === null || emailConfirmationUrl === null)
    ? ['PAGES=off needs PASSWORD_RESET_URL and EMAIL_CONFIRMATION_URL, or MAIL=off']
    : [];
}

/** What each way of sending cannot do without, and what belongs together. */
export function mailFaults(mail: MailSettings, production: boolean): readonly string[] {
  const { mail: kind, mailFrom, mailSmtpUrl, mailHttpUrl, mailHttpSecret } = mail;
  const dkim = [mail.mailDkimDomain, mail.mailDkimSelector, mail.mailDkimKey];
  const halfSigned = dkim.includes(null) && dkim.some((part) => part !== null);
  const bothWays = mailSmtpUrl !== null && mailHttpUrl !== null;
  return [
    ...(kind === 'smtp' && mailSmtpUrl === null ? ['MAIL=smtp needs MAIL_SMTP_URL'] : []),
    ...(kind === 'http' && (mailHttpUrl === null || mailHttpSecret === null)
      ? ['MAIL=http needs MAIL_HTTP_URL and MAIL_HTTP_SECRET']
      : []),
    ...((kind === 'smtp' || kind === 'http') && mailFrom === null
      ? ['MAIL_FROM must be set where mail is sent']
      : []),
    ...(kind === 'console' && production
      ? ['MAIL must not be console in production: it shows links that are secret']
      : []),
    ...(production && mailHttpUrl?.startsWith('http:') === true
      ? ['MAIL_HTTP_URL must be https in production']
      : []),
    ...(bothWays ? ['MAIL_SMTP_URL and MAIL_HTTP_URL exclude each other'] : []),
    ...(halfSigned
      ? ['MAIL_DKIM_DOMAIN, MAIL_DKIM_SELECTOR and MAIL_DKIM_KEY belong together']
      : []),
  ];
}
