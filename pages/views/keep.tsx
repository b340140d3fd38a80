import type { VNode } from 'preact';
import { askOpenly } from '../api/ask.js';
import { Page } from '../app/page.js';
import { Action } from '../forms/action.js';
import { t } from '../words/words.js';

/** What a person signs in with. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

interface KeepProps {
  readonly credentials: Credentials;
  readonly signIn: (credentials: Credentials) => Promise<void>;
}

/** For the owner of an account that is about to be deleted, who may change their mind. */
export function Keep({ credentials, signIn }: KeepProps): VNode {
  const keep = async (): Promise<void> => {
    await askOpenly({ path: '/me/deletion/cancel', body: credentials });
    await signIn(credentials);
  };
  return (
    <Page key="keep" title={t.keepTitle} intro={t.keepIntro}>
      <Action act={keep}>{t.keepButton}</Action>
    </Page>
  );
}
