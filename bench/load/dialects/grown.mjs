import { readFileSync } from 'node:fs';
import { PASSWORD } from '../../plan.mjs';
import { nameOf } from '../../growth/seed.mjs';
import { succeeded } from '../http-client.mjs';

let tokens = [];
let users = 1;

/** Clients that are somebody else at every request, drawn from all that a database holds. */
export const grown = {
  async prepare() {},

  scenarios: {
    async refresh({ http }) {
      const token = tokens.shift();
      http.cookies.clear();
      http.cookies.set('refresh_token', token);
      succeeded(await http.post('/api/v1/auth/refresh'));
      const successor = http.cookies.get('refresh_token');
      if (successor === token) throw new Error('not rotated');
      tokens.push(successor);
    },

    async login({ http }) {
      const username = nameOf(Math.floor(Math.random() * users));
      http.cookies.clear();
      succeeded(await http.post('/api/v1/auth/login', { username, password: PASSWORD }));
    },
  },

  use(given) {
    tokens = JSON.parse(readFileSync(given.refreshTokens, 'utf8'));
    users = given.users;
  },
};
