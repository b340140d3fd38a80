import { FIREFOX, useAuditedAccount } from './harness/audited-account.js';
import { AuditErasure } from '../../src/audit/erasure/audit-erasure.js';
import { WebhookReplay } from '../../src/webhooks/webhook-replay.js';
import { BY_OPERATOR } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { ROUTES } from './harness/routes.js';
import { WebhookReceiver } from './harness/webhook-receiver.js';
import { deliveriesTo, newWebhook } from './harness/webhooks.js';

onEachDatabase('the audit trail after an erasure', (database) => {
  const server = useServer(database, { settings: { webhookAllowPrivate: true } });
  const { watched, get, read, failedLogin } = useAuditedAccount(server);

  const erase = () => server().resolve(AuditErasure).ofUser(watched().id, BY_OPERATOR);

  it('shows that address and user agent were there, and nothing of them', async () => {
    await failedLogin({ 'user-agent': FIREFOX });
    await erase();
    const erased = { address: null, userAgent: null, erased: true };
    const said = { type: 'personal-fields-erased', details: { events: 3 }, erased: false };
    const found = await read(`user=${watched().id}`);
    expect(found).toMatchObject([
      said,
      { type: 'login-failed', ...erased },
      { type: 'login-succeeded', ...erased },
      { type: 'user-registered', ...erased },
    ]);
    const exported = await get(`${ROUTES.auditExport}?user=${watched().id}`);
    expect(exported.text.trimEnd().split('\n')).toEqual(
      found.map((event) => JSON.stringify(event)),
    );
    expect(await read(`user=${watched().id}&address=127.0.0.0/8`)).toEqual([]);
  });

  it('shows the owner no address, and no device', async () => {
    await failedLogin({ 'user-agent': FIREFOX });
    await erase();
    const answer = await get(ROUTES.activity, watched().token);
    expect(answer.value('events')).toMatchObject([
      { type: 'personal-fields-erased', outcome: 'success' },
      { type: 'login-failed', address: null, device: null },
      { type: 'login-succeeded', address: null, device: null },
      { type: 'user-registered', address: null, device: null },
    ]);
  });

  it('is found in no message to a webhook, sent or waiting, nor in one that is sent again', async () => {
    const receiver = await WebhookReceiver.start();
    const webhook = await newWebhook(server(), receiver.url('/erased'), {
      kinds: ['login-failed'],
    });
    await failedLogin({ 'user-agent': FIREFOX });
    const [sent] = await receiver.until(1, '/erased');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      data: { address: '127.0.0.1', userAgent: FIREFOX, erased: false },
    });
    await erase();
    const [kept] = await deliveriesTo(server(), webhook);
    const gone = { data: { userId: watched().id, address: null, userAgent: null, erased: true } };
    expect(JSON.parse(kept?.body ?? '')).toMatchObject(gone);
    const range = { from: 0, until: Number.MAX_SAFE_INTEGER };
    await server().resolve(WebhookReplay).replay(webhook.id, range, BY_OPERATOR);
    await eventually(async () => {
      const all = await receiver.until(2, '/erased');
      const again = all.slice(1).find(({ headers }) => headers['webhook-id'] === kept?.messageId);
      return again !== undefined && again.body === kept?.body;
    });
    await receiver.close();
  });

  it('keeps the digest of a name that no account has where it was not erased', async () => {
    const json = { username: 'no-such-account', password: 'not the right one' };
    await server().send({ path: ROUTES.token, json });
    const [latest] = await read('type=login-failed&limit=1');
    expect(latest?.details).toMatchObject({ name: expect.stringMatching(/^[\w-]{43}$/) });
  });
});
