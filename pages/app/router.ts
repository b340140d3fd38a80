import { useEffect, useState } from 'preact/hooks';
import { BASE } from '../api/client.js';

const ROOT = `${BASE}/account`;

/** Of this server's pages: what stands behind `/account`. */
const PATHS = [
  '',
  '/register',
  '/forgot',
  '/reset',
  '/verify',
  '/sessions',
  '/activity',
  '/security',
  '/password',
  '/email',
  '/delete',
] as const;

export type Path = (typeof PATHS)[number];

const listeners = new Set<() => void>();

function here(): Path {
  const rest = location.pathname.slice(ROOT.length).replace(/\/$/, '');
  return PATHS.find((path) => path === rest) ?? '';
}

/** The token of a mail's link, which leaves the address bar, and with it the history, at once. */
function takeToken(): string | undefined {
  const token =
    new URLSearchParams(location.hash.slice(1)).get('token') ??
    new URLSearchParams(location.search).get('token');
  if (token !== null) history.replaceState(null, '', location.pathname);
  return token ?? undefined;
}

export const linkToken = takeToken();

// Another link, followed at a page that is open already.
addEventListener('hashchange', () => {
  if (location.hash.includes('token=')) location.reload();
});

export const hrefOf = (path: Path): string => ROOT + path;

export function go(path: Path): void {
  history.pushState(null, '', hrefOf(path));
  scrollTo(0, 0);
  for (const listener of listeners) listener();
}

/** Where the person is, also after going back and forth. */
export function usePath(): Path {
  const [path, setPath] = useState(here);
  useEffect(() => {
    const follow = (): void => {
      setPath(here());
    };
    listeners.add(follow);
    addEventListener('popstate', follow);
    return () => {
      listeners.delete(follow);
      removeEventListener('popstate', follow);
    };
  }, []);
  return path;
}
