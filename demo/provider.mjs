import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'portcullis', secret: 'a-secret-for-demonstrations' };

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

/** Everybody exists here, and has the address that goes with their login. */
const personOf = (login) => ({
  accountId: login,
  claims: () => ({
    sub: login,
    name: login,
    preferred_username: login,
    email: `${login}@example.com`,
    email_verified: true,
  }),
});

/** An OpenID provider with pages for login and consent; resolves to its issuer. */
export async function startProvider(port, callback) {
  const server = createServer();
  await new Promise((resolve) => server.listen(port, 'localhost', resolve));
  const issuer = `http://localhost:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    findAccount: (_context, login) => personOf(login),
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    jwks: { keys: [signingKey()] },
    cookies: { keys: ['for demonstrations'] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
  });
  server.on('request', provider.callback());
  return issuer;
}
