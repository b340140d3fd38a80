import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { client } from '../api/client.js';
import { askFreshly } from '../api/step-up.js';
import { Page } from '../app/page.js';
import { CurrentPassword, NewPassword } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { t } from '../words/words.js';

/** The one that is asked for is the one that is wrong. */
const RENAMED = {
  INVALID_CREDENTIALS: 'currentPassword',
  WEAK_PASSWORD: 'newPassword',
};

const WORDS = { INVALID_CREDENTIALS: t.faults.WRONG_PASSWORD ?? '' };

/** For password managers, which keep a password under a name. */
const Username = (): VNode => (
  <input
    type="text"
    name="username"
    autoComplete="username"
    hidden
    readOnly
    value={client.getState().session?.username}
  />
);

export function Password(): VNode {
  const [count, setCount] = useState(0);
  const submit = async ({ currentPassword, newPassword }: Values): Promise<void> => {
    await askFreshly({ path: '/password', body: { currentPassword, newPassword } });
    // Another form, which holds nothing of what was typed.
    setCount(count + 1);
  };
  return (
    <Page title={t.changePassword} intro={t.passwordIntro}>
      <p role="status" class={count === 0 ? undefined : 'notice'}>
        {count === 0 ? '' : t.passwordChanged}
      </p>
      <Form key={count} button={t.change} submit={submit} renamed={RENAMED} words={WORDS}>
        <Username />
        <CurrentPassword />
        <NewPassword name="newPassword" />
      </Form>
    </Page>
  );
}
