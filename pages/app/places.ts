import { t } from '../words/words.js';
import type { Path } from './router.js';

interface Place {
  readonly path: Path;
  readonly name: string;
  readonly about: string;
}

/** Where who is signed in may go. */
export const PLACES: readonly Place[] = [
  { path: '', name: t.home, about: t.homeIntro },
  { path: '/sessions', name: t.sessions, about: t.sessionsIntro },
  { path: '/activity', name: t.activity, about: t.activityIntro },
  { path: '/security', name: t.security, about: t.securityIntro },
  { path: '/password', name: t.changePassword, about: t.passwordIntro },
  { path: '/email', name: t.changeEmail, about: t.verifyHintShort },
  { path: '/delete', name: t.deleteAccount, about: t.deleteShort },
];
