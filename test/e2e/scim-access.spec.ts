import { ClientAccounts } from '../../src/clients/client-accounts.js';
import { register } from './harness/accounts.js';
import { basic, BY_OPERATOR, newClient, serviceToken } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { CORE, expectFault, SCIM_TYPE, USERS } from './harness/scim.js';
import { bearer, login } from './harness/sessions.js';

const ISSUER = 'http://localhost:3000';

onEachDatabase('who may provision', (database) => {
  const server = useServer(database);
  const get = (headers: Record<string, string>, path: string = USERS) =>
    server().send({ method: 'GET', path, headers });

  it('is a service with the scope scim, in each of three ways', async () => {
    const client = await newClient(server(), { audiences: [ISSUER], scopes: ['scim'] });
    const token = await serviceToken(server(), client);
    const kept = `${client.id}.${client.secret}`;
    for (const headers of [bearer(token), bearer(kept), basic(client)]) {
      expect((await get(headers)).status).toBe(200);
    }
    await server().resolve(ClientAccounts).disable(client.id, BY_OPERATOR);
    server().clock.advance(1);
    expectFault(await get(bearer(token)), 401);
  });

  it('is refused without the scope, the audience or credentials', async () => {
    expectFault(await get({}), 401);
    expect((await get({})).header('www-authenticate')).toMatch(/^Basic /);
    const scoped = await newClient(server(), { audiences: ['orders', ISSUER], scopes: ['scim'] });
    for (const headers of [
      bearer('abc'),
      bearer(`${scoped.id}.pcs_wrong`),
      basic({ id: scoped.id, secret: 'wrong' }),
      { authorization: 'Digest abc' },
    ]) {
      expectFault(await get(headers), 401);
    }
    const bare = await newClient(server(), { audiences: [ISSUER], scopes: ['read'] });
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    for (const headers of [
      bearer(`${bare.id}.${bare.secret}`),
      basic(bare),
      bearer(await serviceToken(server(), bare)),
      // For another service, which could use it here.
      bearer(await serviceToken(server(), scoped, { resource: 'orders' })),
      bearer(accessToken),
    ]) {
      expectFault(await get(headers), 403);
    }
  });

  it('finds out by itself what there is', async () => {
    const config = await get({}, '/scim/v2/ServiceProviderConfig');
    expect(config.status).toBe(200);
    expect(config.header('content-type')).toBe(`${SCIM_TYPE}; charset=utf-8`);
    expect(config.body).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 100 },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken' }, { type: 'httpbasic' }],
      meta: { location: `${ISSUER}/scim/v2/ServiceProviderConfig` },
    });
    const types = await get({}, '/scim/v2/ResourceTypes');
    const one = await get({}, '/scim/v2/ResourceTypes/User');
    expect(types.value('Resources')).toEqual([one.body]);
    expect(one.body).toMatchObject({ id: 'User', endpoint: '/Users', schema: CORE });
    expectFault(await get({}, '/scim/v2/ResourceTypes/Group'), 404);
    expectFault(await get({}, '/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:Group'), 404);
    for (const path of ['ServiceProviderConfig', 'ResourceTypes', 'Schemas']) {
      expectFault(await get({}, `/scim/v2/${path}?filter=id%20eq%20%22a%22`), 403);
    }
  });
});
