import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../words/words.js';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly kept: () => void;
}

/** They are shown once; nothing else of the page is, until they are kept. */
export function RecoveryCodes({ codes, kept }: RecoveryCodesProps): VNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => {
        setCopied(true);
      },
      // They can be selected still.
      () => undefined,
    );
  };
  return (
    <section class="panel">
      <p class="notice">{t.codesOnce}</p>
      <p>{t.codesUse}</p>
      <ul class="codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" class="primary" onClick={kept}>
          {t.codesKept}
        </button>
        <button type="button" onClick={copy}>
          {t.copy}
        </button>
        <span role="status">{isCopied ? t.copied : ''}</span>
      </div>
    </section>
  );
}
