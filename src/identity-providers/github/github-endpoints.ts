export interface GithubEndpoints {
  readonly authorization: string;
  readonly token: string;
  readonly api: string;
}

/** @param site `https://github.com`, or the address of a GitHub Enterprise Server */
export function githubEndpoints(site: string): GithubEndpoints {
  const base = site.replace(/\/+$/, '');
  return {
    authorization: `${base}/login/oauth/authorize`,
    token: `${base}/login/oauth/access_token`,
    api: base === 'https://github.com' ? 'https://api.github.com' : `${base}/api/v3`,
  };
}
