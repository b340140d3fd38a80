import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider, { interactionPolicy } from 'oidc-provider';
import { listen } from './listen.mjs';
import { askWho } from './provider-page.mjs';

export const CLIENT = { id: 'portcullis', secret: 'a-secret-for-demonstrations' };

const INTERACTION = '/interaction';

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

/** Everybody exists here, and has the address that goes with their name. */
const personOf = (name) => ({
  accountId: name,
  claims: () => ({
    sub: name,
    name,
    preferred_username: name,
    email: `${name}@example.com`,
    email_verified: true,
  }),
});

/** A provider that remembers people would sign them in again without a question. */
function alwaysAsk() {
  const policy = interactionPolicy.base();
  policy
    .get('login')
    .checks.add(
      new interactionPolicy.Check('asked_each_time', 'People say who they are', (context) =>
        context.oidc.result?.login
          ? interactionPolicy.Check.NO_NEED_TO_PROMPT
          : interactionPolicy.Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}

/** Who signs in agrees to what the one client asks for. */
async function consent({ oidc }) {
  const grant = new oidc.provider.Grant({
    clientId: oidc.client.clientId,
    accountId: oidc.session.accountId,
  });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

/** An OpenID provider with a page that asks for a name; resolves to its issuer. */
export async function startProvider(port, callback) {
  const server = createServer();
  const issuer = await listen(server, {
    port,
    what: 'the provider',
    variable: 'DEMO_PROVIDER_PORT',
  });
  const provider = new Provider(issuer, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [callback] }],
    findAccount: (_context, name) => personOf(name),
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'preferred_username'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { policy: alwaysAsk(), url: (_context, { uid }) => `${INTERACTION}/${uid}` },
    loadExistingGrant: consent,
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
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (!request.url.startsWith(`${INTERACTION}/`)) return answer(request, response);
    return askWho(provider, request, response).catch((error) => {
      response.writeHead(400, { 'content-type': 'text/plain' });
      response.end(`This sign-in cannot go on (${error.message}). Begin again.`);
    });
  });
  return issuer;
}
