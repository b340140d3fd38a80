import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestedMail } from '../api/answers.js';
import { ask, askOpenly } from '../api/ask.js';
import { client } from '../api/client.js';
import { askFreshly } from '../api/step-up.js';
import { useLoaded, Waiting } from '../app/loading.js';
import { Page } from '../app/page.js';
import { Action } from '../forms/action.js';
import { Code, CurrentPassword, Field } from '../forms/field.js';
import { Form, type Values } from '../forms/form.js';
import { t } from '../words/words.js';

/** A mail that is on its way, with a code. */
interface Sent extends RequestedMail {
  readonly address: string;
}

const RENAMED = { INVALID_CREDENTIALS: 'currentPassword', INVALID_LINK: 'code' };

const WORDS = { INVALID_CREDENTIALS: t.faults.WRONG_PASSWORD ?? '', NOT_FOUND: t.noMail };

export function Email(): VNode {
  const me = useLoaded(client.me);
  const [sent, setSent] = useState<Sent>();
  const [done, setDone] = useState('');

  const change = async ({ email = '', currentPassword }: Values): Promise<void> => {
    const asked = await askFreshly({ path: '/email', body: { email, currentPassword } });
    setDone('');
    setSent({ ...(asked as RequestedMail), address: email });
  };
  const confirm = async ({ code }: Values): Promise<void> => {
    const body = { requestId: sent?.requestId, code };
    await askOpenly({ path: '/email/verification/confirm', body });
    setSent(undefined);
    setDone(t.emailDone);
    me.reload();
  };

  if (me.value === undefined) return <Waiting {...me} />;
  const { email } = me.value;
  if (sent !== undefined) {
    return (
      <Page key="code" title={t.verifyTitle} intro={t.newMailSent(sent.address)}>
        <Form button={t.confirm} submit={confirm} renamed={RENAMED} words={WORDS}>
          <Code hint={t.mailCodeHint} />
        </Form>
        <p class="foot">
          <button
            type="button"
            class="link"
            onClick={() => {
              setSent(undefined);
            }}
          >
            {t.cancel}
          </button>
        </p>
      </Page>
    );
  }
  return (
    <Page
      key="address"
      title={t.changeEmail}
      intro={email === null ? t.noEmail : t.emailIntro(email)}
    >
      <p role="status" class={done === '' ? undefined : 'notice'}>
        {done}
      </p>
      {email === null ? null : (
        <>
          <p class="quiet">{t.verifyHint}</p>
          <Action
            act={async () => {
              const asked = (await ask({ path: '/email/verification' })) as RequestedMail;
              setSent({ ...asked, address: email });
            }}
          >
            {t.verifyNow}
          </Action>
        </>
      )}
      <h2>{t.changeEmailTitle}</h2>
      <Form button={t.change} submit={change} renamed={RENAMED} words={WORDS}>
        <Field name="email" label={t.newEmail} type="email" autoComplete="email" maxLength={254} />
        <CurrentPassword />
      </Form>
    </Page>
  );
}
