import type { CustomFetch } from 'openid-client';
import { type Claims, isClaims } from '../claims.js';
import { ProviderFailure } from '../provider-failure.js';

export interface GithubAccount {
  readonly user: Claims & { readonly id: number };
  /** The primary address; null when the token may not see addresses. */
  readonly primary: { readonly email: string; readonly verified: boolean } | null;
}

async function read(url: string, token: string, fetch: CustomFetch): Promise<unknown> {
  const response = await fetch(url, {
    body: undefined,
    method: 'GET',
    redirect: 'manual',
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'portcullis',
      'x-github-api-version': '2022-11-28',
    },
  });
  // Without the scope for it there is nothing to see.
  if (response.status === 403 || response.status === 404) return [];
  if (response.status !== 200) throw new ProviderFailure('bad-answer', String(response.status));
  return response.json();
}

const isUser = (value: unknown): value is GithubAccount['user'] =>
  isClaims(value) && Number.isSafeInteger(value.id);

function primaryOf(addresses: unknown): GithubAccount['primary'] {
  if (!Array.isArray(addresses)) return null;
  const primary: unknown = addresses.filter(isClaims).find((address) => address.primary === true);
  if (!isClaims(primary) || typeof primary.email !== 'string') return null;
  return { email: primary.email, verified: primary.verified === true };
}

/** The account that a token was issued for. */
export async function readGithubAccount(
  api: string,
  token: string,
  fetch: CustomFetch,
): Promise<GithubAccount> {
  const [user, addresses] = await Promise.all([
    read(`${api}/user`, token, fetch),
    read(`${api}/user/emails`, token, fetch),
  ]);
  if (!isUser(user)) throw new ProviderFailure('bad-answer', 'no account');
  return { user, primary: primaryOf(addresses) };
}
