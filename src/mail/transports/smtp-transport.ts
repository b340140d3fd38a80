import type * as Nodemailer from 'nodemailer';
import type { MailSettings } from '../../config/mail-settings.js';
import { type OutgoingMail, UndeliverableMail } from '../letter.js';
import { MailTransport } from './mail-transport.js';

/** Milliseconds; together less than `LONGEST`. */
const CONNECTING = 10_000;
const SILENCE = 20_000;

const CONNECTIONS = 4;

export interface Sender {
  readonly address: string;
  readonly name: string;
}

function tlsOf(url: URL, mode: MailSettings['mailSmtpTls']): object {
  if (url.protocol === 'smtps:') return { secure: true };
  switch (mode) {
    case 'required':
      return { secure: false, requireTLS: true };
    case 'opportunistic':
      return { secure: false };
    case 'off':
      return { secure: false, ignoreTLS: true };
  }
}

const credentialsIn = ({ username, password }: URL): object =>
  username === ''
    ? {}
    : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } };

function dkimOf(settings: MailSettings): object {
  const { mailDkimDomain: domainName, mailDkimSelector: keySelector, mailDkimKey: key } = settings;
  if (domainName === null || keySelector === null || key === null) return {};
  return { dkim: { domainName, keySelector, privateKey: key.reveal().replaceAll('\\n', '\n') } };
}

/** Brackets of an IPv6 address belong to the URL alone. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function options(settings: MailSettings): object {
  const url = new URL(settings.mailSmtpUrl ?? '');
  return {
    pool: true,
    maxConnections: CONNECTIONS,
    host: hostOf(url),
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    ...tlsOf(url, settings.mailSmtpTls),
    ...credentialsIn(url),
    ...dkimOf(settings),
    tls: { minVersion: 'TLSv1.2' },
    connectionTimeout: CONNECTING,
    greetingTimeout: CONNECTING,
    dnsTimeout: CONNECTING,
    socketTimeout: SILENCE,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The server said once and for all that it does not take this mail (RFC 5321 §4.2.1). */
const isFinal = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EENVELOPE', 'EMESSAGE'].includes(String(error.code)) &&
  'responseCode' in error &&
  Number(error.responseCode) >= 500;

/** Hands mail over to a mail server, over a few connections that stay open. */
export class SmtpTransport extends MailTransport {
  private readonly transporter: Nodemailer.Transporter;

  constructor(
    settings: MailSettings,
    private readonly sender: Sender,
  ) {
    super();
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a server without SMTP never loads it
    const { createTransport } = require('nodemailer') as typeof Nodemailer;
    this.transporter = createTransport(options(settings));
  }

  async send({ id, to, subject, text, html, language }: OutgoingMail): Promise<void> {
    const { address: from, name } = this.sender;
    try {
      await this.transporter.sendMail({
        from: { name, address: from },
        to: { name: '', address: to },
        envelope: { from, to: [to] },
        messageId: `<${id}@${from.slice(from.lastIndexOf('@') + 1)}>`,
        subject,
        text,
        html,
        // RFC 3834 §5: no holiday reply comes back.
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
      });
    } catch (error) {
      if (isFinal(error))
        throw new UndeliverableMail('The mail server refuses it', { cause: error });
      throw error;
    }
  }

  async close(): Promise<void> {
    this.transporter.close();
  }
}
