export interface GithubEndpoints {
  /** Without a slash at its end, however it was configured. */
  readonly site: string;
  readonly authorization: string;
  readonly token: string;
  readonly api: string;
}

/** @param configured `https://github.com`, or the address of a GitHub Enterprise Server */
export function githubEndpoints(configured: string): GithubEndpoints {
  const site = configured.replace(/\/+$/, '');
  return {
    site,
    authorization: `${site}/login/oauth/authorize`,
    token: `${site}/login/oauth/access_token`,
    api: site === 'https://github.com' ? 'https://api.github.com' : `${site}/api/v3`,
  };
}
