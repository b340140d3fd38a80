import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Factors } from '../api/answers.js';
import { ask } from '../api/ask.js';
import { Cancelled, proveBy } from '../api/step-up.js';
import { useLoaded, Waiting } from '../app/loading.js';
import { Action } from '../forms/action.js';
import { CurrentPassword } from '../forms/field.js';
import { Form } from '../forms/form.js';
import { t } from '../words/words.js';
import { CodeForm } from './code-form.js';
import { canUsePasskeys, type Options, showPasskey } from './passkeys.js';

interface Pending {
  readonly resolve: (token: string) => void;
  readonly reject: (reason: Cancelled) => void;
}

interface ProofProps {
  readonly done: (token: string) => void;
}

async function reauthenticate(body: object): Promise<string> {
  const answer = await ask({ path: '/reauthenticate', body });
  return (answer as { readonly accessToken: string }).accessToken;
}

async function passkeyProof(): Promise<object> {
  const { challengeId, options } = (await ask({
    path: '/reauthenticate/options',
    body: {},
  })) as Options;
  return { challengeId, credential: await showPasskey(options) };
}

const WRONG_PASSWORD = { INVALID_CREDENTIALS: 'currentPassword', password: 'currentPassword' };

const WORDS = { INVALID_CREDENTIALS: t.faults.WRONG_PASSWORD ?? '' };

/** Whichever factor the account has; its password where it has none. */
function Proof({ done }: ProofProps): VNode {
  const factors = useLoaded(
    async () => (await ask({ method: 'GET', path: '/factors' })) as Factors,
  );
  if (factors.value === undefined) return <Waiting {...factors} />;
  const { factors: list, recoveryCodesLeft } = factors.value;
  const kinds = new Set(list.map(({ kind }) => kind));
  const methods = [
    ...(kinds.has('totp') ? ['totp'] : []),
    ...(kinds.size > 0 && recoveryCodesLeft > 0 ? ['recovery-code'] : []),
  ];
  if (kinds.size === 0) {
    return (
      <Form
        button={t.confirm}
        renamed={WRONG_PASSWORD}
        words={WORDS}
        submit={async ({ currentPassword: password }) => {
          done(await reauthenticate({ password }));
        }}
      >
        <CurrentPassword />
      </Form>
    );
  }
  return (
    <>
      {kinds.has('passkey') && canUsePasskeys() ? (
        <Action
          class="primary"
          act={async () => {
            done(await reauthenticate(await passkeyProof()));
          }}
        >
          {t.usePasskey}
        </Action>
      ) : null}
      {methods.length > 0 ? (
        <CodeForm
          methods={methods}
          submit={async (typed) => {
            done(await reauthenticate(typed));
          }}
        />
      ) : null}
    </>
  );
}

/** Comes up where the server wants a fresh proof, and goes when it is given or not wanted. */
export function StepUpDialog(): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const [pending, setPending] = useState<Pending>();

  useEffect(() => {
    proveBy(
      () =>
        new Promise((resolve, reject) => {
          setPending({ resolve, reject });
        }),
    );
  }, []);
  useEffect(() => {
    if (pending !== undefined) dialog.current?.showModal();
  }, [pending]);

  const done = (token: string): void => {
    pending?.resolve(token);
    dialog.current?.close();
  };
  /** By whatever way; after `done` the promise is settled and this changes nothing. */
  const closed = (): void => {
    pending?.reject(new Cancelled());
    setPending(undefined);
  };

  return (
    <dialog ref={dialog} class="card" aria-labelledby="prove" onClose={closed}>
      {pending === undefined ? null : (
        <>
          <h2 id="prove">{t.proveTitle}</h2>
          <p>{t.proveIntro}</p>
          <Proof done={done} />
          <p class="foot">
            <button type="button" class="link" onClick={() => dialog.current?.close()}>
              {t.cancel}
            </button>
          </p>
        </>
      )}
    </dialog>
  );
}
