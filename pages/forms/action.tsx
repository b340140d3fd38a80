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

/** A button that asks the server for something, and tells where that failed. */
export function Action({ act, children, label, class: name, sure }: ActionProps): VNode {
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
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
    if (sure === undefined || isAsking) void perform();
    else setAsking(true);
  };
  return (
    <div class="action">
      {isAsking ? <p role="alert">{sure}</p> : null}
      <div class="actions">
        <button
          type="button"
          class={isAsking ? 'danger' : name}
          aria-label={isAsking ? undefined : label}
          aria-disabled={isBusy}
          onClick={press}
        >
          {isBusy ? t.busy : isAsking ? t.yes : children}
        </button>
        {isAsking ? (
          <button
            type="button"
            onClick={() => {
              setAsking(false);
            }}
          >
            {t.no}
          </button>
        ) : null}
      </div>
      <div role="alert">{failed === undefined ? null : <p class="fault">{failed}</p>}</div>
    </div>
  );
}
