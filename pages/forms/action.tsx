import type { ComponentChildren, VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Cancelled } from '../api/step-up.js';
import { t } from '../words/words.js';
import { toldOf } from './told.js';

interface ActionProps {
  readonly act: () => Promise<void>;
  readonly children: ComponentChildren;
  /** What is read out in the place of the words on the button. */
  readonly label?: string;
  readonly class?: string;
  /** What the person is asked before it is done. */
  readonly sure?: string | undefined;
}

const focus = (button: HTMLButtonElement | null): void => {
  button?.focus();
};

/** A button that asks the server for something, and tells where that failed. */
export function Action({ act, children, label, class: name, sure }: ActionProps): VNode {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [wasRefused, setRefused] = useState(false);
  const [failed, setFailed] = useState<string>();
  const perform = async (): Promise<void> => {
    setBusy(true);
    setAsking(false);
    setFailed(undefined);
    try {
      await act();
    } catch (error) {
      if (!(error instanceof Cancelled)) setFailed(toldOf(error).text);
    } finally {
      setBusy(false);
    }
  };
  const press = (): void => {
    if (isBusy) return;
    if (sure === undefined) void perform();
    else setAsking(true);
  };
  const refuse = (): void => {
    setAsking(false);
    setRefused(true);
  };
  return (
    <div class="action">
      {isAsking ? <p role="alert">{sure}</p> : null}
      {isAsking ? (
        // Where the button was is what a second click does no harm with.
        <div class="actions" key="sure">
          <button type="button" ref={focus} onClick={refuse}>
            {t.no}
          </button>
          <button type="button" class="danger" onClick={() => void perform()}>
            {t.yes}
          </button>
        </div>
      ) : (
        <div class="actions" key="act">
          <button
            type="button"
            class={name}
            aria-label={isBusy ? undefined : label}
            aria-disabled={isBusy}
            ref={wasRefused ? focus : null}
            onClick={press}
          >
            {isBusy ? t.busy : children}
          </button>
        </div>
      )}
      <div role="alert">{failed === undefined ? null : <p class="fault">{failed}</p>}</div>
    </div>
  );
}
