import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestedMail } from '../api/answers.js';
import { askOpenly } from '../api/ask.js';
import { Link } from '../app/link.js';
import { Page } from '../app/page.js';
import { Code, Field, NewPassword } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { t } from '../words/words.js';
import { PasswordIsReset } from './reset.js';

interface Sent extends RequestedMail {
  readonly address: string;
}

/** Says the same for every address, as the server does. */
export function Forgot(): VNode {
  const [sent, setSent] = useState<Sent>();
  const [isDone, setDone] = useState(false);
  if (isDone) return <PasswordIsReset />;
  if (sent !== undefined) {
    const reset = async ({ code, password }: Values): Promise<void> => {
      const { requestId } = sent;
      await askOpenly({ path: '/password/reset', body: { requestId, code, password } });
      setDone(true);
    };
    return (
      <Page key="code" title={t.resetTitle} intro={t.mailSent(sent.address)}>
        <Form button={t.save} submit={reset} renamed={{ INVALID_LINK: 'code' }}>
          <Code hint={t.mailCodeHint} />
          <NewPassword />
        </Form>
        <p class="foot">
          <Link to="">{t.signIn}</Link>
        </p>
      </Page>
    );
  }
  const send = async ({ email = '' }: Values): Promise<void> => {
    const asked = (await askOpenly({ path: '/password/forgot', body: { email } })) as RequestedMail;
    setSent({ ...asked, address: email });
  };
  return (
    <Page key="address" title={t.forgot} intro={t.forgotIntro}>
      <Form button={t.sendLink} submit={send} words={{ NOT_FOUND: t.noMail }}>
        <Field name="email" label={t.email} type="email" autoComplete="email" maxLength={254} />
      </Form>
      <p class="foot">
        <Link to="">{t.signIn}</Link>
      </p>
    </Page>
  );
}
