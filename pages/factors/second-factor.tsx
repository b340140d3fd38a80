import type { MfaRequired } from '@portcullis/client';
import type { VNode } from 'preact';
import type { BegunTotp } from '../api/answers.js';
import { askOpenly } from '../api/ask.js';
import { client } from '../api/client.js';
import { useLoaded, Waiting } from '../app/loading.js';
import { Page } from '../app/page.js';
import { Action } from '../forms/action.js';
import { t } from '../words/words.js';
import { CodeForm } from './code-form.js';
import { Enrolment } from './enrolment.js';
import { canUsePasskeys, type Options, showPasskey } from './passkeys.js';

export interface Challenge extends Pick<MfaRequired, 'challengeId' | 'methods'> {
  /** Back to the name and the password. */
  readonly startAgain: () => void;
}

const StartAgain = ({ startAgain }: Pick<Challenge, 'startAgain'>): VNode => (
  <p class="foot">
    <button type="button" class="link" onClick={startAgain}>
      {t.startAgain}
    </button>
  </p>
);

/** An account that may not do without a factor gets its first one here. */
function FirstFactor({ challengeId, startAgain }: Challenge): VNode {
  const begun = useLoaded(
    async () => (await askOpenly({ path: '/factors/totp', body: { challengeId } })) as BegunTotp,
  );
  return (
    <Page title={t.enrolTitle} intro={t.enrolNeeded}>
      {begun.value === undefined ? (
        <Waiting {...begun} />
      ) : (
        <Enrolment
          begun={begun.value}
          confirm={async (code) => {
            await client.mfa({ challengeId, code });
          }}
        />
      )}
      <StartAgain startAgain={startAgain} />
    </Page>
  );
}

/** The step of a login that follows the password. */
export function SecondFactor(challenge: Challenge): VNode {
  const { challengeId, methods, startAgain } = challenge;
  if (methods.includes('enrol-totp')) return <FirstFactor {...challenge} />;

  const byPasskey = async (): Promise<void> => {
    const asked = { path: '/mfa/passkey-options', body: { challengeId } };
    const { options } = (await askOpenly(asked)) as Options;
    const proof = { challengeId, credential: await showPasskey(options) };
    // A code is not asked for beside a passkey.
    await client.mfa(proof as unknown as Parameters<typeof client.mfa>[0]);
  };

  return (
    <Page title={t.factorTitle} intro={t.factorIntro}>
      {methods.includes('passkey') && canUsePasskeys() ? (
        <Action act={byPasskey} class="primary">
          {t.usePasskey}
        </Action>
      ) : null}
      {methods.some((method) => method === 'totp' || method === 'recovery-code') ? (
        <CodeForm
          methods={methods}
          submit={async (typed) => {
            await client.mfa({ challengeId, ...typed });
          }}
        />
      ) : null}
      <StartAgain startAgain={startAgain} />
    </Page>
  );
}
