import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Code, Field } from '../forms/field.js';
import { Form } from '../forms/form.js';
import { t } from '../words/words.js';

export interface TypedCode {
  readonly code: string;
  readonly method: 'totp' | 'recovery-code';
}

interface CodeFormProps {
  readonly methods: readonly string[];
  readonly submit: (typed: TypedCode) => Promise<void>;
}

/** The code of an app, or a recovery code in its place. */
export function CodeForm({ methods, submit }: CodeFormProps): VNode {
  const [wantsApp, setWantsApp] = useState(methods.includes('totp'));
  const hasBoth = methods.includes('totp') && methods.includes('recovery-code');
  const method = wantsApp ? 'totp' : 'recovery-code';
  return (
    <Form
      key={method}
      button={t.confirm}
      submit={({ code = '' }) => submit({ code, method })}
      beside={
        hasBoth ? (
          <button
            type="button"
            class="link"
            onClick={() => {
              setWantsApp(!wantsApp);
            }}
          >
            {wantsApp ? t.useRecoveryCode : t.useApp}
          </button>
        ) : null
      }
    >
      {wantsApp ? (
        <Code hint={t.appCodeHint} />
      ) : (
        <Field
          name="code"
          label={t.recoveryCode}
          hint={t.recoveryCodeHint}
          autoComplete="off"
          maxLength={64}
        />
      )}
    </Form>
  );
}
