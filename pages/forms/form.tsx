import {
  type ComponentChildren,
  createContext,
  type TargetedSubmitEvent,
  type VNode,
} from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Cancelled } from '../api/step-up.js';
import { t } from '../words/words.js';
import { type Told, toldOf } from './told.js';

export type Values = Readonly<Record<string, string>>;

/** What is wrong, by the name of the field. */
export const Faults = createContext<Readonly<Record<string, string>>>({});

interface FormProps {
  /** What stands on the button. */
  readonly button: string;
  readonly submit: (values: Values) => Promise<void>;
  readonly children?: ComponentChildren;
  /** How the fields of the server, and those that faults are about, are called here. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** What a fault means here, where it means something else than elsewhere. */
  readonly words?: Readonly<Record<string, string>>;
  readonly danger?: boolean;
  /** What stands beside the button. */
  readonly beside?: ComponentChildren;
}

/** What can be seen to be wrong without asking. */
function missingIn(form: HTMLFormElement): Readonly<Record<string, string>> {
  const inputs = Array.from(form.querySelectorAll('input'));
  const entries = inputs.flatMap(({ name, validity }) => {
    if (validity.valueMissing) return [[name, t.required] as const];
    return validity.typeMismatch ? [[name, t.noAddress] as const] : [];
  });
  return Object.fromEntries(entries);
}

const textsIn = (form: HTMLFormElement): Values =>
  Object.fromEntries(
    Array.from(new FormData(form)).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.trim() : '',
    ]),
  );

/** Passwords are sent as they are typed, with blanks at their ends. */
function valuesIn(form: HTMLFormElement): Values {
  const passwords = Array.from(form.querySelectorAll<HTMLInputElement>('input[data-secret]'));
  return {
    ...textsIn(form),
    ...Object.fromEntries(passwords.map(({ name, value }) => [name, value])),
  };
}

export function Form(props: FormProps): VNode {
  const { button, submit, children, renamed, words, danger = false, beside } = props;
  const [told, setTold] = useState<Told>();
  const [isBusy, setBusy] = useState(false);
  const ref = useRef<HTMLFormElement>(null);

  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [told]);

  const perform = async (form: HTMLFormElement): Promise<void> => {
    const fields = missingIn(form);
    if (Object.keys(fields).length > 0) {
      setTold({ text: t.checkBelow, fields });
      return;
    }
    setBusy(true);
    setTold(undefined);
    try {
      await submit(valuesIn(form));
    } catch (error) {
      if (!(error instanceof Cancelled)) setTold(toldOf(error, renamed, words));
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (!isBusy) void perform(event.currentTarget);
  };

  return (
    <form ref={ref} noValidate onSubmit={onSubmit} aria-busy={isBusy}>
      <div role="alert">{told === undefined ? null : <p class="notice bad">{told.text}</p>}</div>
      <Faults.Provider value={told?.fields ?? {}}>{children}</Faults.Provider>
      <div class="actions">
        <button class={danger ? 'danger' : 'primary'} aria-disabled={isBusy}>
          {isBusy ? t.busy : button}
        </button>
        {beside}
      </div>
    </form>
  );
}
