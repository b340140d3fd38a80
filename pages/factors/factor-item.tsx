import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Factor } from '../api/answers.js';
import { askFreshly } from '../api/step-up.js';
import { Action } from '../forms/action.js';
import { Field } from '../forms/field.js';
import { Form } from '../forms/form.js';
import { Moment } from '../forms/moment.js';
import { t } from '../words/words.js';

interface FactorItemProps {
  readonly factor: Factor;
  /** What was done to it. */
  readonly changed: (what: string) => void;
}

export function FactorItem({ factor, changed }: FactorItemProps): VNode {
  const { id, kind, name, createdAt, lastUsedAt } = factor;
  const [isNaming, setNaming] = useState(false);
  const path = `/factors/${encodeURIComponent(id)}`;

  const rename = async ({ name: next = '' }: { readonly name?: string }): Promise<void> => {
    await askFreshly({ method: 'PATCH', path, body: { name: next } });
    setNaming(false);
    changed(t.renamed);
  };
  const remove = async (): Promise<void> => {
    await askFreshly({ method: 'DELETE', path });
    changed(t.removed);
  };

  return (
    <li class="item">
      <div>
        <h3>{name}</h3>
        <p class="quiet">
          {t.kinds[kind] ?? kind} · {t.added} <Moment at={createdAt} /> ·{' '}
          {lastUsedAt === null ? (
            t.neverUsed
          ) : (
            <>
              {t.usedAt} <Moment at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {isNaming ? (
        <Form
          button={t.save}
          submit={rename}
          beside={
            <button
              type="button"
              onClick={() => {
                setNaming(false);
              }}
            >
              {t.cancel}
            </button>
          }
        >
          <Field name="name" label={t.name} value={name} maxLength={64} autoComplete="off" />
        </Form>
      ) : (
        <div class="actions">
          <button
            type="button"
            aria-label={t.renameNamed(name)}
            onClick={() => {
              setNaming(true);
            }}
          >
            {t.rename}
          </button>
          <Action act={remove} label={t.removeNamed(name)} sure={t.sure}>
            {t.remove}
          </Action>
        </div>
      )}
    </li>
  );
}
