import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createLocalJWKSet,
  errors,
  type JSONWebKeySet,
  jwtVerify,
  type JWTVerifyOptions,
} from 'jose';
import { testDatabases } from '../databases.js';
import { register } from '../e2e/harness/accounts.js';
import { newClient, serviceToken } from '../e2e/harness/clients.js';
import { useServer } from '../e2e/harness/each-database.js';
import { decode } from '../e2e/harness/jwt.js';
import { login } from '../e2e/harness/sessions.js';

const PAGE = readFileSync(join(__dirname, '../../docs/services.md'), 'utf8');
const ISSUER = 'https://auth.example.com';
const AUDIENCE = 'orders';
const OPENID = '/.well-known/openid-configuration';

/** What a configuration says, and at which path its library looks for the rest. */
interface Snippet {
  readonly language: string;
  readonly issuer: RegExp;
  readonly audience: RegExp;
  /** Null where the library goes by the algorithm of each key. */
  readonly algorithm: RegExp | null;
  readonly type: RegExp;
  readonly asks: string;
}

const SNIPPETS: readonly Snippet[] = [
  {
    language: 'java',
    issuer:
      /String issuer = "([^"]+)";[^]*withIssuerLocation\(issuer\)[^]*JwtIssuerValidator\(issuer\)/,
    audience: /JwtAudienceValidator\("([^"]+)"\)/,
    algorithm: null,
    type: /JwtTypeValidator\("([^"]+)"\)/,
    asks: OPENID,
  },
  {
    language: 'csharp',
    issuer: /Authority = "([^"]+)"/,
    audience: /Audience = "([^"]+)"/,
    algorithm: /ValidAlgorithms = \["([^"]+)"\]/,
    type: /ValidTypes = \["([^"]+)"\]/,
    asks: OPENID,
  },
  {
    language: 'go',
    issuer: /NewProvider\(ctx, "([^"]+)"\)/,
    audience: /ClientID: "([^"]+)"/,
    algorithm: /SupportedSigningAlgs: \[\]string\{"([^"]+)"\}/,
    type: /header's typ is (\S+)/,
    asks: OPENID,
  },
];

function blockOf(language: string): string {
  const [, block] = new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'm').exec(PAGE) ?? [];
  if (block === undefined) throw new Error(`the page shows nothing in ${language}`);
  return block;
}

function valueIn(block: string, pattern: RegExp): string {
  const [, value] = pattern.exec(block) ?? [];
  if (value === undefined) throw new Error(`${String(pattern)} is not there`);
  return value;
}

describe.each(testDatabases().slice(0, 1))('the page for services', (database) => {
  const server = useServer(database, {
    settings: { issuer: ISSUER, audience: [AUDIENCE, 'stock'] },
  });
  let person: string;
  let refreshToken: string;
  let service: string;

  beforeAll(async () => {
    const session = await login(server(), 'token-pair', await register(server()));
    [person, refreshToken] = [session.accessToken, session.refreshToken];
    service = await serviceToken(server(), await newClient(server(), { audiences: [AUDIENCE] }));
  });

  /** What is behind an address of the issuer. */
  const at = async (address: string): Promise<unknown> => {
    expect(address.startsWith(`${ISSUER}/`)).toBe(true);
    const answer = await server().get(address.slice(ISSUER.length));
    expect([address, answer.status]).toEqual([address, 200]);
    return answer.body;
  };

  describe.each(SNIPPETS)('configures a library for $language', (snippet) => {
    const block = blockOf(snippet.language);
    const issuer = valueIn(block, snippet.issuer);

    async function verification(): Promise<(token: string) => Promise<unknown>> {
      const metadata = (await at(issuer + snippet.asks)) as Record<string, string>;
      expect(metadata.issuer).toBe(issuer);
      const keys = createLocalJWKSet((await at(metadata.jwks_uri ?? '')) as JSONWebKeySet);
      const options: JWTVerifyOptions = {
        issuer,
        audience: valueIn(block, snippet.audience),
        typ: valueIn(block, snippet.type),
        ...(snippet.algorithm === null ? {} : { algorithms: [valueIn(block, snippet.algorithm)] }),
      };
      return (token) => jwtVerify(token, keys, options).then(({ payload }) => payload);
    }

    it('that finds the keys and accepts tokens of people and services', async () => {
      const verify = await verification();
      for (const token of [person, service]) {
        expect(await verify(token)).toEqual(decode(token).claims);
      }
    });

    it('that accepts no refresh token', async () => {
      const verify = await verification();
      await expect(verify(refreshToken)).rejects.toThrow(errors.JWTClaimValidationFailed);
    });
  });

  it('names every endpoint of the metadata, and none that is not there', async () => {
    const metadata = (await at(ISSUER + OPENID)) as Record<string, string>;
    const discovered = Object.entries(metadata)
      .filter(([name]) => /_(endpoint|uri)$/.test(name))
      .map(([, address]) => new URL(address).pathname);
    const named = new Set(
      Array.from(PAGE.matchAll(/`(?:(?:GET|POST) )?(\/[\w./-]+)`/g), ([, path = '']) => path),
    );
    expect(discovered.length).toBeGreaterThan(4);
    expect([...named]).toEqual(expect.arrayContaining(discovered));
    for (const path of named) {
      // What is there is answered, or asks for credentials or for another method.
      expect([path, (await server().get(path)).status]).not.toEqual([path, 404]);
    }
  });
});
