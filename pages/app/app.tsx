import type { FunctionComponent, VNode } from 'preact';
import { Activity } from '../views/activity.js';
import { Delete } from '../views/delete.js';
import { Email } from '../views/email.js';
import { Forgot } from '../views/forgot.js';
import { Home } from '../views/home.js';
import { Password } from '../views/password.js';
import { Register } from '../views/register.js';
import { Reset } from '../views/reset.js';
import { Security } from '../views/security.js';
import { Sessions } from '../views/sessions.js';
import { SignIn } from '../views/sign-in.js';
import { Verify } from '../views/verify.js';
import { Alone, Framed } from './layout.js';
import { Waiting } from './loading.js';
import { type Path, usePath } from './router.js';
import { useSession } from './session.js';
import { t } from '../words/words.js';

interface View {
  readonly view: FunctionComponent;
  /** Whom it is for: who is signed in, who is not, or both. */
  readonly open?: 'always' | 'signed-out';
}

const VIEWS: Readonly<Record<Path, View>> = {
  '': { view: Home },
  '/register': { view: Register, open: 'signed-out' },
  '/forgot': { view: Forgot, open: 'always' },
  '/reset': { view: Reset, open: 'always' },
  '/verify': { view: Verify, open: 'always' },
  '/sessions': { view: Sessions },
  '/activity': { view: Activity },
  '/security': { view: Security },
  '/password': { view: Password },
  '/email': { view: Email },
  '/delete': { view: Delete },
};

/** Who is not signed in signs in at the page that they came for, and is there. */
export function App(): VNode {
  const path = usePath();
  const { status, retry } = useSession();
  const { view: View, open } = VIEWS[path];

  if (open === 'always') return <Alone content={<View key={path} />} />;
  switch (status) {
    case 'unknown':
      return <Alone content={<Waiting failed={undefined} reload={retry} />} />;
    case 'out-of-reach':
      return <Alone content={<Waiting failed={t.outOfReach} reload={retry} />} />;
    case 'signed-out':
      return (
        <Alone content={open === undefined ? <SignIn key="sign-in" /> : <View key={path} />} />
      );
    case 'signed-in':
      return open === 'signed-out' ? (
        <Framed path="" content={<Home key="" />} />
      ) : (
        <Framed path={path} content={<View key={path} />} />
      );
  }
}
