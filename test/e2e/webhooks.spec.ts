import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { OVERLAP, WebhookAdministration } from '../../src/webhooks/webhook-administration.js';
import { WebhookTrial } from '../../src/webhooks/webhook-trial.js';
import { BY_OPERATOR } from './harness/clients.js';
import { newAccount, register } from './harness/accounts.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { type Received, WebhookReceiver } from './harness/webhook-receiver.js';
import { anEvent, newWebhook, record } from './harness/webhooks.js';

/** What every SPKI of an Ed25519 key has in front of the key (RFC 8410 §4). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

const signatures = ({ headers }: Received): readonly string[] =>
  (headers['webhook-signature'] ?? '').split(' ');

function isSignedBy(publicKey: string, received: Received): boolean {
  const key = createPublicKey({
    key: Buffer.concat([SPKI, Buffer.from(publicKey.slice('whpk_'.length), 'base64')]),
    format: 'der',
    type: 'spki',
  });
  const { headers, body } = received;
  const content = `${headers['webhook-id'] ?? ''}.${headers['webhook-timestamp'] ?? ''}.${body}`;
  return signatures(received).some((each) => {
    const [version, signature = ''] = each.split(',');
    const bytes = Buffer.from(signature, 'base64');
    return version === 'v1a' && verify(null, Buffer.from(content), key, bytes);
  });
}

onEachDatabase('a webhook', (database) => {
  const server = useServer(database, { settings: { webhookAllowPrivate: true } });
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterAll(() => receiver.close());

  const admin = () => server().resolve(WebhookAdministration);

  it('is sent what happens, and the standardwebhooks package accepts it', async () => {
    const { key } = await newWebhook(server(), receiver.url('/v1'), { kinds: ['user-registered'] });
    expect(key).toMatch(/^whsec_[\w+/]{43}=$/);
    const account = await register(server(), newAccount('hooked'));
    const [received] = await receiver.until(1, '/v1');
    if (!received) throw new Error('nothing came');
    const { body, headers } = received;
    const accepted = new Webhook(key).verify(body, { ...headers });
    expect(accepted).toEqual({
      type: 'user-registered',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        id: headers['webhook-id'],
        outcome: 'success',
        userId: expect.stringMatching(/^[\da-f-]{36}$/),
        sessionId: expect.stringMatching(/^[\da-f-]{36}$/),
        details: {},
        address: '127.0.0.1',
        userAgent: null,
        requestId: expect.any(String),
        erased: false,
      },
    });
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': expect.stringMatching(/^Portcullis\/\d/),
    });
    expect(body).not.toContain(account.password);
    expect(() => new Webhook(key).verify(`${body} `, { ...headers })).toThrow();
  });

  it('is signed by a key pair where that was asked for', async () => {
    const made = await newWebhook(server(), receiver.url('/v1a'), { algorithm: 'v1a' });
    expect(made.key).toMatch(/^whpk_[\w+/]{43}=$/);
    await record(server(), anEvent('a-person'));
    const [received] = await receiver.until(1, '/v1a');
    if (!received) throw new Error('nothing came');
    expect(isSignedBy(made.key, received)).toBe(true);
    expect(isSignedBy(made.key, { ...received, body: `${received.body} ` })).toBe(false);
    expect((await admin().find(made.id))?.publicKeys).toEqual([made.key]);
  });

  it('is sent the kinds of events that it wants, from when it was made, once each', async () => {
    await record(server(), anEvent('before'));
    const wanted = { kinds: ['user-unlocked'] };
    await newWebhook(server(), receiver.url('/kinds'), wanted);
    await newWebhook(server(), receiver.url('/all'));
    await record(server(), { type: 'user-enabled', userId: 'one' }, anEvent('two'));
    await record(server(), anEvent('three'));
    await receiver.until(2, '/kinds');
    // With that it was made itself.
    await receiver.until(4, '/all');
    const people = (path: string) => receiver.at(path).map(({ data }) => data.userId);
    expect(people('/kinds').toSorted()).toEqual(['three', 'two']);
    expect(people('/all')).toEqual(expect.arrayContaining(['one', 'two', 'three']));
    expect(people('/all')).not.toContain('before');
    const ids = receiver.at('/all').map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('is not sent what was rolled back', async () => {
    await newWebhook(server(), receiver.url('/rollback'), { kinds: ['user-unlocked'] });
    const failing = server()
      .resolve(UnitOfWork)
      .run(async () => {
        await record(server(), anEvent('rolled-back'));
        throw new Error('changed my mind');
      });
    await expect(failing).rejects.toThrow('changed my mind');
    await server()
      .resolve(UnitOfWork)
      .run(() => record(server(), anEvent('committed')));
    const all = await receiver.until(1, '/rollback');
    expect(all.map(({ data }) => data.userId)).toEqual(['committed']);
  });

  it('is signed by the new secret alone where the old one has leaked', async () => {
    const old = await newWebhook(server(), receiver.url('/leaked'), { kinds: ['user-unlocked'] });
    await admin().rotateSecret(old.id, { now: true }, BY_OPERATOR);
    await record(server(), anEvent('a-person'));
    const [received] = await receiver.until(1, '/leaked');
    expect(received && signatures(received)).toHaveLength(1);
    expect(() =>
      new Webhook(old.key).verify(received?.body ?? '', { ...received?.headers }),
    ).toThrow('No matching signature');
  });

  it('takes a test from an operator, whose secret is not in the database', async () => {
    const { id, key } = await newWebhook(server(), receiver.url('/test'), {
      kinds: ['logged-out'],
    });
    const answer = await server().resolve(WebhookTrial).send(id);
    expect(answer).toMatchObject({ kind: 'answered', status: 204 });
    const [received] = receiver.at('/test');
    expect(received).toMatchObject({ type: 'webhook.test', data: { webhookId: id } });
    expect(await databaseDump(server().databaseUrl)).not.toContain(key.slice('whsec_'.length));
  });

  it('is signed by both secrets for a day, so that one can be replaced', async () => {
    const wanted = { kinds: ['user-unlocked'] };
    const old = await newWebhook(server(), receiver.url('/rotated'), wanted);
    const next = await admin().rotateSecret(old.id, { now: false }, BY_OPERATOR);
    await record(server(), anEvent('during'));
    const [during] = await receiver.until(1, '/rotated');
    if (!during || !next) throw new Error('nothing came');
    expect(signatures(during)).toHaveLength(2);
    for (const { key } of [old, next]) {
      expect(new Webhook(key).verify(during.body, { ...during.headers })).toBeTruthy();
    }
    server().clock.advance(OVERLAP / 1000 + 1);
    await record(server(), anEvent('afterwards'));
    const [, after] = await receiver.until(2, '/rotated');
    expect(after && signatures(after)).toHaveLength(1);
  });
});
