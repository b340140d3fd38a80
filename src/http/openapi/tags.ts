/** The groups of operations, in the order in which somebody would try them out. */
export const TAGS = {
  registration: {
    name: 'Register',
    description: 'Start here: the other examples use this account',
  },
  login: { name: 'Log in', description: 'A password, or a provider’s code, for tokens' },
  account: { name: 'Use the access token', description: 'Whom a token stands for' },
  refresh: { name: 'Refresh', description: 'A refresh token for new tokens, once' },
  providers: { name: 'Identity providers', description: 'Sign in elsewhere, and link accounts' },
  keys: { name: 'Keys', description: 'For services that verify tokens on their own' },
  monitoring: { name: 'Monitoring', description: 'For load balancers and Prometheus' },
  logout: { name: 'Log out', description: 'The end of the session' },
} as const;
