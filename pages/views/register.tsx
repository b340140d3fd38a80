import { isMfaRequired } from '@portcullis/client';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { client } from '../api/client.js';
import { Link } from '../app/link.js';
import { Page } from '../app/page.js';
import { go } from '../app/router.js';
import { type Challenge, SecondFactor } from '../factors/second-factor.js';
import { Field, NewPassword } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { t } from '../words/words.js';

export function Register(): VNode {
  const [challenge, setChallenge] = useState<Pick<Challenge, 'challengeId' | 'methods'>>();

  const submit = async (values: Values): Promise<void> => {
    const { username = '', password = '', email = '', displayName = '' } = values;
    const named = displayName === '' ? {} : { displayName };
    try {
      await client.register({ username, password, email, ...named });
      go('');
    } catch (error) {
      // The account is made, and its first session begins with a factor.
      if (!isMfaRequired(error)) throw error;
      setChallenge(error);
    }
  };

  if (challenge !== undefined) {
    const { challengeId, methods } = challenge;
    return (
      <SecondFactor
        challengeId={challengeId}
        methods={methods}
        startAgain={() => {
          go('');
        }}
      />
    );
  }
  return (
    <Page title={t.register} intro={t.registerIntro}>
      <Form button={t.register} submit={submit}>
        <Field name="username" label={t.newUsername} autoComplete="username" maxLength={256} />
        <Field name="email" label={t.email} type="email" autoComplete="email" maxLength={254} />
        <Field
          name="displayName"
          label={t.displayName}
          autoComplete="name"
          maxLength={128}
          optional
        />
        <NewPassword label={t.password} />
      </Form>
      <p class="foot">
        <span>
          {t.haveAccount} <Link to="">{t.signIn}</Link>
        </span>
      </p>
    </Page>
  );
}
