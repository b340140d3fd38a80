import { isMfaRequired, isPortcullisError } from '@portcullis/client';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { client } from '../api/client.js';
import { Link } from '../app/link.js';
import { Page } from '../app/page.js';
import {
  type Options,
  showPasskey,
  signInBy,
  signInOptions,
  stopWaiting,
} from '../factors/passkeys.js';
import { type Challenge, SecondFactor } from '../factors/second-factor.js';
import { Action } from '../forms/action.js';
import { Field } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { SERVICE, t } from '../words/words.js';
import { type Credentials, Keep } from './keep.js';

/** Offers passkeys among what the browser fills in, where browser and server have them. */
function useConditionalPasskeys(): boolean {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    const offer = async (): Promise<void> => {
      const options = await signInOptions();
      if (options === undefined) return;
      setOffered(true);
      if (!(await PublicKeyCredential.isConditionalMediationAvailable())) return;
      await signInBy(options, await showPasskey(options.options, true));
    };
    // Another way is still there.
    offer().catch(() => undefined);
    return stopWaiting;
  }, []);
  return isOffered;
}

async function byPasskey(): Promise<void> {
  const options: Options | undefined = await signInOptions();
  if (options !== undefined) await signInBy(options, await showPasskey(options.options));
}

interface CredentialsProps {
  readonly challenged: (challenge: Omit<Challenge, 'startAgain'>) => void;
}

const isClosing = (error: unknown): boolean =>
  isPortcullisError(error) && error.errorCode === 'ACCOUNT_CLOSING';

function CredentialsForm({ challenged }: CredentialsProps): VNode {
  const hasPasskeys = useConditionalPasskeys();
  const [closing, setClosing] = useState<Credentials>();
  const signIn = async (credentials: Credentials): Promise<void> => {
    try {
      await client.login(credentials);
    } catch (error) {
      if (isClosing(error)) setClosing(credentials);
      else if (isMfaRequired(error)) challenged(error);
      else throw error;
    }
  };
  const submit = ({ username = '', password = '' }: Values): Promise<void> =>
    signIn({ username, password });
  if (closing !== undefined) return <Keep credentials={closing} signIn={signIn} />;
  return (
    <Page title={t.signIn} intro={t.signInIntro(SERVICE)}>
      <Form button={t.signIn} submit={submit}>
        <Field
          name="username"
          label={t.username}
          autoComplete={hasPasskeys ? 'username webauthn' : 'username'}
          maxLength={256}
        />
        <Field
          name="password"
          label={t.password}
          type="password"
          autoComplete="current-password"
          maxLength={1024}
        />
      </Form>
      {hasPasskeys ? <Action act={byPasskey}>{t.passkeySignIn}</Action> : null}
      <p class="foot">
        <Link to="/forgot">{t.forgot}</Link>
        <span>
          {t.noAccount} <Link to="/register">{t.register}</Link>
        </span>
      </p>
    </Page>
  );
}

export function SignIn(): VNode {
  const [challenge, setChallenge] = useState<Omit<Challenge, 'startAgain'>>();
  if (challenge === undefined) return <CredentialsForm challenged={setChallenge} />;
  const { challengeId, methods } = challenge;
  return (
    <SecondFactor
      challengeId={challengeId}
      methods={methods}
      startAgain={() => {
        setChallenge(undefined);
      }}
    />
  );
}
