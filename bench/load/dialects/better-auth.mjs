import { PASSWORD } from '../../plan.mjs';
import { succeeded } from '../http-client.mjs';

const emailOf = (name) => `${name}@example.com`;

async function login({ name, http }) {
  const credentials = { email: emailOf(name), password: PASSWORD };
  const { user } = succeeded(
    await http.post('/api/auth/sign-in/email', credentials, http.ownOrigin),
  );
  if (user.name !== name) throw new Error('somebody else was logged in');
}

export const betterAuth = {
  async register({ name, http }) {
    const account = { email: emailOf(name), password: PASSWORD, name };
    succeeded(await http.post('/api/auth/sign-up/email', account));
  },

  prepare: login,

  scenarios: {
    login,

    /** The session is read and a token signed for it. */
    async refresh({ http }) {
      const { token } = succeeded(await http.get('/api/auth/token'));
      if (token.split('.').length !== 3) throw new Error('no token');
    },

    async session({ name, http }) {
      const session = succeeded(await http.get('/api/auth/get-session'));
      if (session?.user.name !== name) throw new Error('no session');
    },
  },
};
