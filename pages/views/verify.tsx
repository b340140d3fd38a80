import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { askOpenly } from '../api/ask.js';
import { Link } from '../app/link.js';
import { Page } from '../app/page.js';
import { linkToken } from '../app/router.js';
import { Form } from '../forms/form.js';
import { t } from '../words/words.js';

interface Outcome {
  readonly outcome: 'confirmed' | 'confirmed-already';
}

/** Where the link of a mail leads; only the button uses it up. */
export function Verify(): VNode {
  const [outcome, setOutcome] = useState<Outcome['outcome']>();
  const foot = (
    <p class="foot">
      <Link to="">{t.account}</Link>
    </p>
  );
  if (outcome !== undefined) {
    return (
      <Page key="done" title={t.changeEmail}>
        <p role="status" class="notice">
          {outcome === 'confirmed' ? t.emailDone : t.doneAlready}
        </p>
        {foot}
      </Page>
    );
  }
  if (linkToken === undefined) {
    return (
      <Page title={t.verifyTitle} intro={t.noToken}>
        {foot}
      </Page>
    );
  }
  const submit = async (): Promise<void> => {
    const asked = { path: '/email/verification/confirm', body: { token: linkToken } };
    setOutcome(((await askOpenly(asked)) as Outcome).outcome);
  };
  return (
    <Page title={t.verifyTitle} intro={t.verifyIntro}>
      <Form button={t.confirm} submit={submit} />
      {foot}
    </Page>
  );
}
