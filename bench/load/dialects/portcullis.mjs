import { readFileSync } from 'node:fs';
import { PASSWORD } from '../../plan.mjs';
import { succeeded } from '../http-client.mjs';

const VALIDATE = '/api/v1/auth/validate-token';

async function validate(http, token) {
  const { status, text } = await http.send('POST', VALIDATE, { authorization: `Bearer ${token}` });
  if (status !== 200 || !text.includes('"data":true')) throw new Error(`${status} ${text}`);
}

const INTROSPECT = '/oauth2/introspect';

let serviceHeaders;

/** What one service sends with each question, so that it is put together once. */
function headersOf({ id, secret }) {
  const pair = [id, secret].map(encodeURIComponent).join(':');
  return {
    authorization: `Basic ${Buffer.from(pair).toString('base64')}`,
    'content-type': 'application/x-www-form-urlencoded',
  };
}

async function introspect(http, token) {
  const { status, text } = await http.send('POST', INTROSPECT, serviceHeaders, `token=${token}`);
  if (status !== 200 || !text.includes('"active":true')) throw new Error(`${status} ${text}`);
}

const tryLogin = ({ name, http }) =>
  http.post('/api/v1/auth/login', { username: name, password: PASSWORD });

async function login(client) {
  const answer = succeeded(await tryLogin(client));
  if (answer.data.username !== client.name) throw new Error('somebody else was logged in');
  client.token = answer.accessToken;
}

let freshTokens = [];
let next = 0;

/** A token that the server has not seen, or has long forgotten. */
function freshToken() {
  next = (next + 1) % freshTokens.length;
  return freshTokens[next];
}

export const portcullis = {
  async register({ name, http }) {
    const account = { username: name, password: PASSWORD, email: `${name}@example.com` };
    const { data } = succeeded(await http.post('/api/v1/auth/register', account));
    return data.token;
  },

  prepare: login,

  tryLogin,

  scenarios: {
    login,

    async refresh(client) {
      const before = client.http.cookies.get('refresh_token');
      const answer = succeeded(await client.http.post('/api/v1/auth/refresh'));
      if (client.http.cookies.get('refresh_token') === before) throw new Error('not rotated');
      client.token = answer.accessToken;
    },

    /** A token that was just validated is validated again. */
    seen: ({ http, token }) => validate(http, token),

    fresh: ({ http }) => validate(http, freshToken()),

    /** A service asks about a token that it asked about before. */
    introspect: ({ http, token }) => introspect(http, token),
  },

  use(given) {
    if (given.freshTokens) freshTokens = JSON.parse(readFileSync(given.freshTokens, 'utf8'));
    if (given.serviceAccount) serviceHeaders = headersOf(given.serviceAccount);
  },
};
