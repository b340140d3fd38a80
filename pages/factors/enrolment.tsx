import type { VNode } from 'preact';
import type { BegunTotp } from '../api/answers.js';
import { Code } from '../forms/field.js';
import { Form } from '../forms/form.js';
import { t } from '../words/words.js';

interface EnrolmentProps {
  readonly begun: BegunTotp;
  readonly confirm: (code: string) => Promise<void>;
}

const inFours = (secret: string): string => secret.replace(/.{4}(?=.)/g, '$& ');

/** What an authenticator app reads, and the code that it answers. */
export const Enrolment = ({ begun: { qrCode, secret }, confirm }: EnrolmentProps): VNode => (
  <>
    <p>{t.enrolIntro}</p>
    <img
      class="qr"
      width="200"
      height="200"
      alt={t.qrCode}
      src={`data:image/svg+xml,${encodeURIComponent(qrCode)}`}
    />
    <p class="key">
      {t.key}: <code>{inFours(secret)}</code>
    </p>
    <Form button={t.confirm} submit={({ code = '' }) => confirm(code)}>
      <Code hint={t.appCodeHint} />
    </Form>
  </>
);
