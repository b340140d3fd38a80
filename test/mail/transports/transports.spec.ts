import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AppConfig, type Settings } from '../../../src/config/app-config.js';
import { Secret } from '../../../src/config/secret.js';
import { type OutgoingMail, UndeliverableMail } from '../../../src/mail/letter.js';
import { chooseTransport } from '../../../src/mail/transports/choose-transport.js';
import type { MailTransport } from '../../../src/mail/transports/mail-transport.js';
import { Mailbox } from '../../e2e/harness/mailbox.js';
import { TestClock } from '../../e2e/harness/test-clock.js';
import { rsaPair } from '../../rsa-pairs.js';

const MAIL: OutgoingMail = {
  id: '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d7',
  kind: 'password-reset',
  language: 'de',
  to: 'ada@example.com',
  subject: 'Grüße',
  text: 'Hallo\n',
  html: '<p>Hallo</p>',
};

const KEY = Buffer.alloc(32, 7);

const transport = (settings: Partial<Settings>): MailTransport =>
  chooseTransport(new AppConfig(settings), new TestClock());

describe('mail by SMTP', () => {
  let box: Mailbox;
  const opened: MailTransport[] = [];
  const bySmtp = (settings: Partial<Settings> = {}): MailTransport => {
    const made = transport({ ...box.settings, mailSenderName: 'Ärger, Inc.', ...settings });
    opened.push(made);
    return made;
  };

  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await box.close();
  });

  it('comes from the sender, with an id that stays the same', async () => {
    box = await Mailbox.open();
    await bySmtp().send(MAIL);
    const mail = await box.nth(MAIL.to, 1);
    expect(mail.from).toBe('no-reply@portcullis.example');
    expect(mail.header('Message-ID')).toBe(`<${MAIL.id}@portcullis.example>`);
    expect(mail.header('Auto-Submitted')).toBe('auto-generated');
    expect(mail.header('From')).toContain('<no-reply@portcullis.example>');
    expect(mail.words).toContain('<p>Hallo</p>');
  });

  it('goes nowhere in clear, where TLS is required and not offered', async () => {
    box = await Mailbox.open();
    await expect(bySmtp({ mailSmtpTls: 'required' }).send(MAIL)).rejects.toThrow();
    expect(box.mails).toEqual([]);
  });

  it('does not trust a certificate that is not vouched for', async () => {
    box = await Mailbox.open({ disabledCommands: [] });
    await expect(bySmtp({ mailSmtpTls: 'required' }).send(MAIL)).rejects.toThrow(/certificate/i);
    expect(box.mails).toEqual([]);
  });

  it('is signed by DKIM', async () => {
    box = await Mailbox.open();
    const { privateKey } = rsaPair();
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await bySmtp({
      mailDkimDomain: 'portcullis.example',
      mailDkimSelector: 'one',
      mailDkimKey: new Secret(pem.replaceAll('\n', '\\n')),
    }).send(MAIL);
    const signature = (await box.nth(MAIL.to, 1)).header('DKIM-Signature');
    expect(signature).toContain('d=portcullis.example');
    expect(signature).toContain('s=one');
  });

  it('is not tried again where the server refuses the receiver for good', async () => {
    box = await Mailbox.open({
      onRcptTo: (_address, _session, done) => {
        done(Object.assign(new Error('No such user'), { responseCode: 550 }));
      },
    });
    await expect(bySmtp().send(MAIL)).rejects.toThrow(UndeliverableMail);
  });

  it('is tried again where the server is busy', async () => {
    box = await Mailbox.open({
      onRcptTo: (_address, _session, done) => {
        done(Object.assign(new Error('Later'), { responseCode: 451 }));
      },
    });
    await expect(bySmtp().send(MAIL)).rejects.not.toThrow(UndeliverableMail);
  });
});

describe('mail by HTTP', () => {
  let server: Server;
  let received: { headers: IncomingHttpHeaders; body: string }[];
  let status: number;

  beforeEach(async () => {
    received = [];
    status = 202;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ headers: request.headers, body });
        response.writeHead(status, { location: '/elsewhere' }).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const byHttp = (): MailTransport =>
    transport({
      mail: 'http',
      mailFrom: 'no-reply@portcullis.example',
      mailHttpUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/mail`,
      mailHttpSecret: new Secret(`whsec_${KEY.toString('base64')}`),
    });

  it('is signed as Standard Webhooks have it', async () => {
    await byHttp().send(MAIL);
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    expect(JSON.parse(body)).toEqual({
      ...MAIL,
      from: 'no-reply@portcullis.example',
      sender: 'Portcullis',
    });
    expect(headers['webhook-id']).toBe(MAIL.id);
    const signed = `${MAIL.id}.${String(headers['webhook-timestamp'])}.${body}`;
    const mac = createHmac('sha256', KEY).update(signed).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
  });

  it.each([302, 400, 500])(
    'is not sent where the answer is %d, nor elsewhere',
    async (answered) => {
      status = answered;
      await expect(byHttp().send(MAIL)).rejects.toThrow();
      expect(received).toHaveLength(1);
    },
  );
});
