import type { VNode } from 'preact';
import { client } from '../api/client.js';
import { StepUpDialog } from '../factors/step-up-dialog.js';
import { Action } from '../forms/action.js';
import { SERVICE, t } from '../words/words.js';
import { Link } from './link.js';
import { PLACES } from './places.js';
import { go, type Path } from './router.js';

interface AloneProps {
  readonly content: VNode;
}

/** One thing to do, in the middle. */
export const Alone = ({ content }: AloneProps): VNode => (
  <main class="alone">
    <p class="brand">{SERVICE}</p>
    <div class="card">{content}</div>
  </main>
);

interface FramedProps extends AloneProps {
  readonly path: Path;
}

async function signOut(): Promise<void> {
  await client.logout();
  go('');
}

/** Of who is signed in: where to go beside what there is. */
export const Framed = ({ content, path }: FramedProps): VNode => (
  <>
    <a class="skip" href="#content">
      {t.skip}
    </a>
    <header>
      <Link to="" class="brand">
        {SERVICE}
      </Link>
      <Action act={signOut} class="small">
        {t.signOut}
      </Action>
    </header>
    <div class="frame">
      <nav aria-label={t.account}>
        <ul>
          {PLACES.map((place) => (
            <li key={place.path}>
              <Link to={place.path} current={place.path === path}>
                {place.name}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" tabIndex={-1}>
        {path === '' ? null : (
          <p class="back">
            <Link to="">{t.home}</Link>
          </p>
        )}
        {content}
      </main>
    </div>
    <StepUpDialog />
  </>
);
