/** The groups of operations, in the order in which they can be tried out. */
export const TAGS = {
  registration: {
    name: 'Register',
    description: 'Start here: the other examples use this account',
  },
  login: { name: 'Log in', description: 'A password, or a provider’s code, for tokens' },
  account: { name: 'Use the access token', description: 'Whom a token stands for' },
  recovery: {
    name: 'Password and address',
    description:
      'Change them, or get a new password by mail; most of it is there where mail is sent',
  },
  refresh: { name: 'Refresh', description: 'A refresh token for new tokens, once' },
  factors: {
    name: 'Second factors',
    description: 'Authenticator apps, recovery codes, and fresh proofs of who is there',
  },
  providers: { name: 'Identity providers', description: 'Sign in elsewhere, and link accounts' },
  administration: {
    name: 'Administration',
    description: 'The accounts of others, for the role `admin` and for services with a scope',
  },
  provisioning: {
    name: 'Provisioning',
    description:
      'SCIM 2.0 (RFC 7644), for services with the scope `scim`, such as Entra ID and Okta',
  },
  keys: { name: 'Keys', description: 'For services that verify tokens on their own' },
  services: { name: 'Services', description: 'OAuth 2.0 between services and this server' },
  monitoring: { name: 'Monitoring', description: 'For load balancers and Prometheus' },
  logout: { name: 'Log out', description: 'The end of the session' },
  leaving: { name: 'Leave', description: 'The end of an account, in the hands of its owner' },
} as const;
