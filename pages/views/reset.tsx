import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { askOpenly } from '../api/ask.js';
import { Link } from '../app/link.js';
import { Page } from '../app/page.js';
import { linkToken } from '../app/router.js';
import { NewPassword } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { t } from '../words/words.js';

export const PasswordIsReset = (): VNode => (
  <Page key="done" title={t.changePassword}>
    <p role="status" class="notice">
      {t.resetDone}
    </p>
    <p class="foot">
      <Link to="">{t.signIn}</Link>
    </p>
  </Page>
);

/** Where the link of a mail leads; only the button uses it up. */
export function Reset(): VNode {
  const [isDone, setDone] = useState(false);
  if (isDone) return <PasswordIsReset />;
  if (linkToken === undefined) {
    return (
      <Page title={t.resetTitle} intro={t.noToken}>
        <p class="foot">
          <Link to="/forgot">{t.askAgain}</Link>
        </p>
      </Page>
    );
  }
  const submit = async ({ password }: Values): Promise<void> => {
    await askOpenly({ path: '/password/reset', body: { token: linkToken, password } });
    setDone(true);
  };
  return (
    <Page title={t.resetTitle}>
      <Form button={t.save} submit={submit}>
        <NewPassword />
      </Form>
      <p class="foot">
        <Link to="/forgot">{t.askAgain}</Link>
      </p>
    </Page>
  );
}
