/** As the platform's own. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
