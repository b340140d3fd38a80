import type { CustomFetch } from 'openid-client';
import { isClaims } from '../claims.js';

/** GitHub's own names for errors of RFC 6749 §5.2. */
const OAUTH_ERRORS: Readonly<Record<string, string>> = {
  bad_verification_code: 'invalid_grant',
  redirect_uri_mismatch: 'invalid_grant',
  unverified_user_email: 'invalid_grant',
  incorrect_client_credentials: 'invalid_client',
};

function standardError(answer: unknown): string | undefined {
  if (!isClaims(answer) || typeof answer.error !== 'string') return undefined;
  return OAUTH_ERRORS[answer.error] ?? answer.error;
}

/** GitHub's token endpoint says 200 to a bad code, and then names the error. */
export const githubFetch =
  (inner: CustomFetch): CustomFetch =>
  async (url, options) => {
    const response = await inner(url, options);
    if (response.status !== 200) return response;
    const text = await response.text();
    const headers = { 'content-type': 'application/json' };
    const error = standardError(parsed(text));
    return error === undefined
      ? new Response(text, { status: 200, headers })
      : new Response(JSON.stringify({ error }), { status: 400, headers });
  };

/** What is no JSON is left for the library to refuse. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
