import { Logger } from '@nestjs/common';
import { WebhookAdministration } from '../../src/webhooks/webhook-administration.js';
import { WebhookReplay } from '../../src/webhooks/webhook-replay.js';
import { TRIED_FOR } from '../../src/webhooks/retry-schedule.js';
import { BY_OPERATOR } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { HOUR, MINUTE } from './harness/test-clock.js';
import { type Reply, WebhookReceiver } from './harness/webhook-receiver.js';
import { anEvent, deliveriesTo, type MadeWebhook, newWebhook, record } from './harness/webhooks.js';

const NEVER = new Promise<Reply>(() => undefined);

onEachDatabase('a receiver that does not take what it is sent', (database) => {
  const server = useServer(database, { settings: { webhookAllowPrivate: true } });
  let receiver: WebhookReceiver;
  let made: MadeWebhook;

  const wanted = { kinds: ['user-unlocked'] };
  const admin = () => server().resolve(WebhookAdministration);
  const newest = async () => (await deliveriesTo(server(), made))[0];
  const advance = (seconds: number): void => {
    server().clock.advance(seconds);
  };
  const endOf = async () => (await admin().find(made.id))?.endpoint.disabledReason;

  /** Resolves once what came last is settled, not only sent. */
  const settled = async (attempts: number): Promise<void> => {
    await receiver.until(attempts);
    await eventually(async () => {
      const delivery = await newest();
      return delivery?.attempts === attempts && delivery.holder === '';
    });
  };

  // While there is a webhook the place in the audit trail stays: it is found by a sign of life, once
  // a minute, which cannot keep up with this clock.
  beforeAll(async () => {
    await newWebhook(server(), 'http://127.0.0.1:9/', { kinds: ['export-ended'] });
  });

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
    made = await newWebhook(server(), receiver.url(), wanted);
  });

  afterEach(async () => {
    await admin().delete(made.id, BY_OPERATOR);
    await receiver.close();
    jest.restoreAllMocks();
  });

  it('is sent the same again after a pause that grows, until it takes it', async () => {
    receiver.behave(() => ({ status: 500, body: 'out of\u001b[2J order' }));
    await record(server(), anEvent('a-person'));
    await settled(1);
    const failed = await newest();
    expect(failed).toMatchObject({ state: 'waiting', status: 500, cause: null });
    expect(failed?.answer).toBe('out of\\u{1b}[2J order');
    const [pause, shortest] = [(failed?.dueAt ?? 0) - (failed?.attemptedAt ?? 0), 4000];
    expect(pause).toBeGreaterThanOrEqual(shortest);
    expect(pause).toBeLessThan(shortest + 4000);
    advance(10);
    await settled(2);
    receiver.behave(() => ({ status: 200 }));
    // It is due in five minutes, give or take one.
    advance(3 * MINUTE);
    advance(4 * MINUTE);
    await settled(3);
    const sent = receiver.at('/events');
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    const times = sent.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(times[2]).toBeGreaterThan((times[0] ?? 0) + 6 * MINUTE);
    expect(await newest()).toMatchObject({ state: 'delivered', status: 200, dueAt: null });
  });

  it.each([
    ['in seconds', () => '7200'],
    ['as a date', (now: number) => new Date(now + 7_200_000).toUTCString()],
  ])('is left alone for as long as Retry-After says, %s, by all messages', async (_how, header) => {
    const retryAfter = header(server().clock.now());
    receiver.behave(() => ({ status: 429, headers: { 'retry-after': retryAfter } }));
    await record(server(), anEvent('first'));
    await settled(1);
    receiver.behave(() => ({ status: 204 }));
    const delivery = await newest();
    expect((delivery?.dueAt ?? 0) - server().clock.now()).toBeGreaterThan(7_100_000);
    const other = await newWebhook(server(), receiver.url('/other'), wanted);
    await record(server(), anEvent('second'));
    await receiver.until(1, '/other');
    advance(1 * HOUR);
    await record(server(), anEvent('third'));
    // By then there was a round for both.
    await receiver.until(2, '/other');
    expect(receiver.at('/events')).toHaveLength(1);
    advance(1 * HOUR + 5);
    const all = await receiver.until(4);
    const people = all.map(({ data }) => data.userId);
    expect(people.toSorted()).toEqual(['first', 'first', 'second', 'third']);
    await admin().delete(other.id, BY_OPERATOR);
  });

  it('is sent nothing more once it says 410, and that is in the audit trail and the log', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn');
    const observer = await newWebhook(server(), receiver.url('/observer'), {
      kinds: ['webhook-disabled'],
    });
    receiver.behave(({ path }) => ({ status: path === '/events' ? 410 : 200 }));
    await record(server(), anEvent('first'));
    await receiver.until(1);
    await eventually(async () => (await endOf()) === 'gone');
    const [notice] = await receiver.until(1, '/observer');
    expect(notice?.data.details).toEqual({ webhook_id: made.id, reason: 'gone' });
    expect(warned).toHaveBeenCalledWith(expect.stringContaining(`Webhook ${made.id} is disabled`));
    await record(server(), anEvent('second'), { type: 'webhook-enabled', webhookId: 'x' });
    advance(1 * HOUR);
    await record(server(), { type: 'webhook-disabled', webhookId: 'x', reason: 'operator' });
    await receiver.until(2, '/observer');
    expect(receiver.at('/events')).toHaveLength(1);
    await admin().delete(observer.id, BY_OPERATOR);
  });

  it('is tried for 72 hours, and disabled where it took nothing in that time', async () => {
    receiver.behave(() => ({ status: 503 }));
    await record(server(), anEvent('a-person'));
    await settled(1);
    advance(TRIED_FOR / 1000 - HOUR);
    await settled(2);
    expect(await endOf()).toBeNull();
    expect(await newest()).toMatchObject({ state: 'waiting' });
    advance(1 * HOUR);
    await settled(3);
    expect(await newest()).toMatchObject({ state: 'failed', dueAt: null });
    await eventually(async () => (await endOf()) === 'failing');
  });

  it('is not disabled for one message that it never takes', async () => {
    receiver.behave(({ data }) => ({ status: data.userId === 'refused' ? 400 : 200 }));
    await record(server(), anEvent('refused'));
    await settled(1);
    advance(TRIED_FOR / 2000);
    await receiver.until(2);
    await record(server(), anEvent('taken'));
    await receiver.until(3);
    await eventually(async () => (await newest())?.state === 'delivered');
    advance(TRIED_FOR / 2000);
    await receiver.until(4);
    await eventually(async () => (await deliveriesTo(server(), made))[1]?.state === 'failed');
    expect(await endOf()).toBeNull();
  });

  it('follows no redirect', async () => {
    receiver.behave(({ path }) => ({
      status: path === '/events' ? 307 : 200,
      headers: { location: receiver.url('/elsewhere') },
    }));
    await record(server(), anEvent('a-person'));
    await settled(1);
    expect(await newest()).toMatchObject({ state: 'waiting', status: 307 });
    expect(receiver.at('/elsewhere')).toEqual([]);
  });

  it('holds up no other one', async () => {
    receiver.behave(({ path }) => (path === '/events' ? NEVER : { status: 200 }));
    const other = await newWebhook(server(), receiver.url('/other'), wanted);
    const people = Array.from({ length: 20 }, (_, number) => anEvent(`person-${number}`));
    await record(server(), ...people);
    await receiver.until(20, '/other');
    expect(receiver.at('/events').length).toBeLessThanOrEqual(4);
    await admin().delete(other.id, BY_OPERATOR);
  });

  it('gets what waits no more once an operator disables it, and a range of it upon a replay', async () => {
    const replay = (from: number, until: number) =>
      server().resolve(WebhookReplay).replay(made.id, { from, until }, BY_OPERATOR);
    await record(server(), anEvent('early'));
    await receiver.until(1);
    advance(10 * MINUTE);
    const from = server().clock.now();
    receiver.behave(() => ({ status: 500 }));
    await record(server(), anEvent('missed'));
    await receiver.until(2);
    await admin().disable(made.id, BY_OPERATOR);
    await record(server(), anEvent('unsent'), { type: 'user-enabled', userId: 'other-kind' });
    const until = server().clock.now();
    await eventually(async () => (await newest())?.state === 'dropped');
    expect(await replay(from, until)).toBe('disabled');
    advance(10 * MINUTE);
    receiver.behave(() => ({ status: 200 }));
    await admin().enable(made.id, BY_OPERATOR);
    await record(server(), anEvent('late'));
    await receiver.until(3);
    expect(await replay(from, until)).toBe(2);
    const sent = await receiver.until(5);
    expect(
      sent
        .slice(3)
        .map(({ data }) => data.userId)
        .toSorted(),
    ).toEqual(['missed', 'unsent']);
    const missed = sent.filter(({ data }) => data.userId === 'missed');
    expect(new Set(missed.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });
});
