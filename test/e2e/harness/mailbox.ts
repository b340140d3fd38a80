import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { Settings } from '../../../src/config/app-config.js';
import { eventually } from './eventually.js';

/** In the fragment, or where the operator's own page has it. */
export function tokenOf(link: string): string {
  const { hash, search } = new URL(link);
  return new URLSearchParams(hash.slice(1) || search).get('token') ?? '';
}

/** A mail as it came over SMTP. */
export class ReceivedMail {
  constructor(
    readonly from: string,
    readonly to: readonly string[],
    readonly raw: string,
  ) {}

  get head(): string {
    return this.raw.slice(0, this.raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  }

  header(name: string): string | undefined {
    return new RegExp(`^${name}: (.*)$`, 'im').exec(this.head)?.[1];
  }

  /** All of it, with quoted-printable read. */
  get words(): string {
    const bytes = this.raw
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
    return Buffer.from(bytes, 'latin1').toString('utf8');
  }

  get link(): string {
    const [link] = /https?:\/\/\S+token=[\w-]{43}/.exec(this.words) ?? [];
    if (link === undefined) throw new Error(`no link in ${this.words}`);
    return link;
  }

  get token(): string {
    return tokenOf(this.link);
  }

  get code(): string {
    const [, code = ''] = /^(\d{8})\r?$/m.exec(this.words) ?? [];
    return code;
  }
}

/** Credentials and TLS are asked for by the tests that are about them. */
const PLAIN: SMTPServerOptions = {
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  closeTimeout: 100,
};

/** A mail server that keeps what it is given. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async open(options: SMTPServerOptions = {}, port = 0): Promise<Mailbox> {
    const server = new SMTPServer({
      ...PLAIN,
      onData: (stream, session, done) => {
        void text(stream).then((raw) => {
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom === false ? '' : mailFrom.address;
          const to = rcptTo.map(({ address }) => address);
          box.mails.push(new ReceivedMail(from, to, raw));
          done();
        });
      },
      ...options,
    });
    const box = new Mailbox(server);
    // A client that is killed hangs up in the middle of a word.
    server.on('error', () => undefined);
    const listening = server.listen(port, '127.0.0.1');
    if (!listening.listening) await once(listening, 'listening');
    return box;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  get settings(): Partial<Settings> {
    const mailFrom = 'no-reply@portcullis.example';
    return { mail: 'smtp', mailSmtpUrl: this.url, mailSmtpTls: 'off', mailFrom };
  }

  /** The same for a process. */
  get environment(): Readonly<Record<string, string>> {
    return {
      MAIL_SMTP_URL: this.url,
      MAIL_SMTP_TLS: 'off',
      MAIL_FROM: 'no-reply@portcullis.example',
    };
  }

  of(address: string): readonly ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  /** The mail to an address that comes as the given one, from 1. */
  async nth(address: string, count: number): Promise<ReceivedMail> {
    await eventually(() => Promise.resolve(this.of(address).length >= count));
    const mail = this.of(address)[count - 1];
    if (mail === undefined) throw new Error('no mail came');
    return mail;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(resolve);
    });
  }
}

/** A mail server for the tests of a block, which is there before the servers that use it. */
export function useMailbox(): () => Mailbox {
  let box: Mailbox | undefined;
  beforeAll(async () => {
    box = await Mailbox.open();
  });
  afterAll(() => box?.close());
  return () => {
    if (!box) throw new Error('the mailbox is not open');
    return box;
  };
}
