import type { VNode } from 'preact';
import { useContext, useId, useState } from 'preact/hooks';
import { t } from '../words/words.js';
import { Faults } from './form.js';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly optional?: boolean;
  readonly inputMode?: 'numeric' | 'text';
  readonly maxLength?: number;
  readonly value?: string;
}

/** A field with its label, its hint, and what is wrong with it. */
export function Field(props: FieldProps): VNode {
  const { name, label, hint, type = 'text', optional = false, value, ...rest } = props;
  const id = useId();
  const fault = useContext(Faults)[name];
  const [isShown, setShown] = useState(false);
  const isSecret = type === 'password';
  // The types of JSX have another set of roles for each of them.
  const shape = { type: isShown ? 'text' : type } as { readonly type: 'text' };
  const described = [
    ...(hint === undefined ? [] : [`${id}-hint`]),
    ...(fault === undefined ? [] : [`${id}-fault`]),
  ];
  return (
    <div class="field">
      <label for={id}>
        {label}
        {optional ? <span class="quiet"> ({t.optional})</span> : null}
      </label>
      {hint === undefined ? null : (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      <div class={isSecret ? 'with-button' : undefined}>
        <input
          id={id}
          name={name}
          {...shape}
          required={!optional}
          defaultValue={value}
          data-secret={isSecret || undefined}
          autoCapitalize="none"
          spellcheck={false}
          aria-invalid={fault !== undefined}
          aria-describedby={described.join(' ') || undefined}
          {...rest}
        />
        {isSecret ? (
          <button
            type="button"
            class="small"
            aria-pressed={isShown}
            aria-controls={id}
            aria-label={t.showNamed(label)}
            onClick={() => {
              setShown(!isShown);
            }}
          >
            {isShown ? t.hide : t.show}
          </button>
        ) : null}
      </div>
      {fault === undefined ? null : (
        <p id={`${id}-fault`} class="fault">
          {fault}
        </p>
      )}
    </div>
  );
}

interface NewPasswordProps {
  readonly name?: string;
  readonly label?: string;
}

export const NewPassword = ({ name = 'password', label }: NewPasswordProps): VNode => (
  <Field
    name={name}
    label={label ?? t.newPassword}
    hint={t.passwordHint}
    type="password"
    autoComplete="new-password"
    maxLength={1024}
  />
);

export const CurrentPassword = (): VNode => (
  <Field
    name="currentPassword"
    label={t.currentPassword}
    type="password"
    autoComplete="current-password"
    maxLength={1024}
  />
);

/** Six digits of an app, or the eight of a mail. */
export const Code = ({
  hint,
  label,
}: {
  readonly hint: string;
  readonly label?: string;
}): VNode => (
  <Field
    name="code"
    label={label ?? t.code}
    hint={hint}
    inputMode="numeric"
    autoComplete="one-time-code"
    maxLength={32}
  />
);
