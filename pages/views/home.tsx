import type { VNode } from 'preact';
import { client } from '../api/client.js';
import { Link } from '../app/link.js';
import { useLoaded, Waiting } from '../app/loading.js';
import { PLACES } from '../app/places.js';
import { Page } from '../app/page.js';
import { t } from '../words/words.js';

/** On a phone, where there is no navigation beside the pages, this is the way to them. */
export function Home(): VNode {
  const me = useLoaded(client.me);
  if (me.value === undefined) return <Waiting {...me} />;
  const { displayName, username, email } = me.value;
  return (
    <Page title={t.homeTitle(displayName || username)} intro={t.homeIntro}>
      <p class="quiet">
        {username}
        {email === null ? null : ` · ${email}`}
      </p>
      <ul class="tiles">
        {PLACES.filter(({ path }) => path !== '').map(({ path, name, about }) => (
          <li key={path}>
            <Link to={path} class="tile">
              <strong>{name}</strong>
              <span class="quiet">{about}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
