import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { BegunTotp, Factors, RecoveryCodes as Codes } from '../api/answers.js';
import { ask, isOffered } from '../api/ask.js';
import { askFreshly } from '../api/step-up.js';
import { useLoaded, Waiting } from '../app/loading.js';
import { Page } from '../app/page.js';
import { Enrolment } from '../factors/enrolment.js';
import { FactorItem } from '../factors/factor-item.js';
import { canUsePasskeys, createPasskey, type Options } from '../factors/passkeys.js';
import { RecoveryCodes } from '../factors/recovery-codes.js';
import { Action } from '../forms/action.js';
import { t } from '../words/words.js';

interface Read extends Factors {
  readonly hasPasskeys: boolean;
}

async function read(): Promise<Read> {
  const factors = (await ask({ method: 'GET', path: '/factors' })) as Factors;
  return { ...factors, hasPasskeys: canUsePasskeys() && (await isOffered('/factors/passkeys')) };
}

const begin = async (): Promise<BegunTotp> =>
  (await askFreshly({ path: '/factors/totp', body: {} })) as BegunTotp;

async function addPasskey(): Promise<Codes> {
  const path = '/factors/passkeys';
  const { challengeId, options } = (await askFreshly({ path, body: {} })) as Options;
  const body = { challengeId, credential: await createPasskey(options), name: t.passkeyName };
  return (await askFreshly({ path: `${path}/confirm`, body })) as Codes;
}

export function Security(): VNode {
  const factors = useLoaded(read);
  const [begun, setBegun] = useState<BegunTotp>();
  const [codes, setCodes] = useState<readonly string[]>();
  const [done, setDone] = useState('');

  const changed = (what: string): void => {
    setDone(what);
    factors.reload();
  };
  const enrolled = ({ recoveryCodes }: Codes): void => {
    setBegun(undefined);
    setCodes(recoveryCodes ?? undefined);
    changed('');
  };

  if (codes !== undefined) {
    const kept = (): void => {
      setCodes(undefined);
    };
    return (
      <Page key="codes" title={t.codes}>
        <RecoveryCodes codes={codes} kept={kept} />
      </Page>
    );
  }
  if (begun !== undefined) {
    const confirm = async (code: string): Promise<void> => {
      enrolled((await askFreshly({ path: '/factors/totp/confirm', body: { code } })) as Codes);
    };
    return (
      <Page key="enrolment" title={t.enrolTitle}>
        <Enrolment begun={begun} confirm={confirm} />
        <p class="foot">
          <button
            type="button"
            class="link"
            onClick={() => {
              setBegun(undefined);
            }}
          >
            {t.cancel}
          </button>
        </p>
      </Page>
    );
  }
  return (
    <Page key="factors" title={t.security} intro={t.securityIntro}>
      <p role="status" class={done === '' ? undefined : 'notice'}>
        {done}
      </p>
      {factors.value === undefined ? (
        <Waiting {...factors} />
      ) : (
        <>
          <h2>{t.apps}</h2>
          {factors.value.factors.length === 0 ? <p class="quiet">{t.noFactor}</p> : null}
          <ul class="list">
            {factors.value.factors.map((factor) => (
              <FactorItem key={factor.id} factor={factor} changed={changed} />
            ))}
          </ul>
          <Action
            class="primary"
            act={async () => {
              setDone('');
              setBegun(await begin());
            }}
          >
            {t.addApp}
          </Action>
          {factors.value.hasPasskeys ? (
            <Action
              act={async () => {
                enrolled(await addPasskey());
              }}
            >
              {t.addPasskey}
            </Action>
          ) : null}
          {factors.value.factors.length === 0 ? null : (
            <>
              <h2>{t.codes}</h2>
              <p>{t.codesLeft(factors.value.recoveryCodesLeft)}</p>
              <Action
                sure={factors.value.recoveryCodesLeft === 0 ? undefined : t.newCodesSure}
                act={async () => {
                  enrolled((await askFreshly({ path: '/factors/recovery-codes' })) as Codes);
                }}
              >
                {t.newCodes}
              </Action>
            </>
          )}
        </>
      )}
    </Page>
  );
}
