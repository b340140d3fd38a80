import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { register } from './harness/accounts.js';
import { type Credentials, newClient, serviceToken, SIGNED_TYPE } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';
import type { TestServer } from './harness/test-server.js';

const BOTH = [ROUTES.oauthMetadata, ROUTES.openidMetadata];
const AUTHENTICATION = ['client_secret_basic', 'client_secret_post'];

const metadataOf = (issuer: string): object => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  token_endpoint: `${issuer}/oauth2/token`,
  introspection_endpoint: `${issuer}/oauth2/introspect`,
  revocation_endpoint: `${issuer}/oauth2/revoke`,
  revocation_feed_endpoint: `${issuer}/api/v1/auth/revocations`,
  response_types_supported: [],
  response_modes_supported: [],
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: AUTHENTICATION,
  introspection_endpoint_auth_methods_supported: AUTHENTICATION,
  revocation_endpoint_auth_methods_supported: AUTHENTICATION,
  introspection_signing_alg_values_supported: ['RS256'],
});

onEachDatabase('discovery', (database) => {
  const plain = useServer(database);
  const issuer = 'https://example.com/auth';
  const below = useServer(database, { settings: { issuer } });

  it.each(BOTH)('tells at %s all that there is', async (path) => {
    const answer = await plain().get(path);
    expect(answer.body).toEqual(metadataOf('http://localhost:3000'));
    expect(answer.header('cache-control')).toContain('max-age=300');
  });

  it.each(BOTH)('tells it below %s for an issuer with a path, and for no other', async (path) => {
    for (const each of [path, `${path}/auth`]) {
      expect((await below().get(each)).body).toEqual(metadataOf(issuer));
    }
    for (const each of [`${path}/`, `${path}/other`, `${path}/auth/`]) {
      expect((await below().get(each)).status).toBe(404);
    }
    expect((await plain().get(`${path}/auth`)).status).toBe(404);
  });

  it('names nothing that is not there', async () => {
    const metadata = (await plain().get(ROUTES.oauthMetadata)).body as Record<string, unknown>;
    const addresses = Object.entries(metadata).filter(([name]) => /_(endpoint|uri)$/.test(name));
    expect(addresses.length).toBeGreaterThan(3);
    for (const [, address] of addresses) {
      const { status } = await plain().get(new URL(String(address)).pathname);
      // 401: it is for service accounts.
      expect([200, 401, 405]).toContain(status);
    }
  });
});

/** A proxy that hands on to the server what is below the path of its issuer, without that path. */
const proxyOf = (server: TestServer) => (address: string, options: object) => {
  const { pathname, search } = new URL(address);
  return fetch(`${server.origin}${pathname.replace(/^\/auth\//, '/')}${search}`, options);
};

describe.each(['https://auth.example.com', 'https://example.com/auth'])(
  'a library of OAuth 2.0, for the issuer %s',
  (address) => {
    onEachDatabase('asks', (database) => {
      const server = useServer(database, { settings: { issuer: address } });
      const issuer = new URL(address);
      let orders: Credentials;

      beforeAll(async () => {
        orders = await newClient(server(), { audiences: ['portcullis'], scopes: ['read'] });
      });

      const accessToken = async (): Promise<string> =>
        (await login(server(), 'token-pair', await register(server()))).accessToken;
      const proxied = () => ({ [oauth.customFetch]: proxyOf(server()) });
      const discovered = async (algorithm: 'oauth2' | 'oidc' = 'oauth2') =>
        oauth.processDiscoveryResponse(
          issuer,
          await oauth.discoveryRequest(issuer, { algorithm, ...proxied() }),
        );

      it.each(['oauth2', 'oidc'] as const)(
        'as openid-client: discovers (%s), gets a token, introspects and revokes',
        async (algorithm) => {
          const { id, secret } = orders;
          const config = await openid.discovery(issuer, id, secret, undefined, {
            algorithm,
            [openid.customFetch]: proxyOf(server()),
          });
          const token = await openid.clientCredentialsGrant(config, { scope: 'read' });
          const state = await openid.tokenIntrospection(config, token.access_token);
          expect(state).toMatchObject({ active: true, client_id: id, scope: 'read' });
          const person = await accessToken();
          expect(await openid.tokenIntrospection(config, person)).toHaveProperty('active', true);
          await openid.tokenRevocation(config, person);
          expect(await openid.tokenIntrospection(config, person)).toEqual({ active: false });
        },
      );

      it.each([oauth.ClientSecretBasic, oauth.ClientSecretPost])(
        'as oauth4webapi: discovers, gets a token, introspects and revokes',
        async (method) => {
          const [as, client] = [await discovered(), { client_id: orders.id }];
          const by = method(orders.secret);
          const token = await oauth.processClientCredentialsResponse(
            as,
            client,
            await oauth.clientCredentialsGrantRequest(as, client, by, {}, proxied()),
          );
          const inspect = async (each: string) =>
            oauth.processIntrospectionResponse(
              as,
              client,
              await oauth.introspectionRequest(as, client, by, each, proxied()),
            );
          expect(await inspect(token.access_token)).toMatchObject({ active: true, sub: orders.id });
          const person = await accessToken();
          await oauth.processRevocationResponse(
            await oauth.revocationRequest(as, client, by, person, proxied()),
          );
          expect(await inspect(person)).toEqual({ active: false });
        },
      );

      it('as oauth4webapi: takes a signed answer', async () => {
        const as = await discovered();
        const client = { client_id: orders.id, introspection_signed_response_alg: 'RS256' };
        const by = oauth.ClientSecretBasic(orders.secret);
        const response = await oauth.introspectionRequest(as, client, by, await accessToken(), {
          ...proxied(),
          requestJwtResponse: true,
        });
        expect(response.headers.get('content-type')).toBe(SIGNED_TYPE);
        const state = await oauth.processIntrospectionResponse(as, client, response);
        expect(state).toHaveProperty('active', true);
      });

      it('as oauth4webapi: accepts the access tokens of people and of services', async () => {
        const as = await discovered('oidc');
        for (const token of [await accessToken(), await serviceToken(server(), orders)]) {
          const headers = { authorization: `Bearer ${token}` };
          const request = new Request('https://orders.example/', { headers });
          const claims = await oauth.validateJwtAccessToken(as, request, 'portcullis', proxied());
          expect(claims).toMatchObject({ iss: address, aud: 'portcullis' });
        }
      });
    });
  },
);
