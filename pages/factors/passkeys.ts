import { PortcullisError } from '@portcullis/client';
import { askOpenly } from '../api/ask.js';

export interface Options {
  readonly challengeId: string;
  readonly options: unknown;
}

/** Whether this browser reads and writes what the API speaks. */
export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis &&
  'parseRequestOptionsFromJSON' in PublicKeyCredential &&
  'toJSON' in PublicKeyCredential.prototype;

const failed = (cause: unknown): PortcullisError =>
  new PortcullisError({ errorCode: 'PASSKEY_FAILED', message: 'No passkey was used.', cause });

async function credentialOf(asked: Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await asked;
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (error) {
    throw failed(error);
  }
  throw failed(undefined);
}

/** @throws PortcullisError PASSKEY_FAILED */
export const createPasskey = (options: unknown): Promise<unknown> =>
  credentialOf(
    navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(
        options as PublicKeyCredentialCreationOptionsJSON,
      ),
    }),
  );

/** A browser waits for one passkey at a time. */
let waiting = new AbortController();

/** Ends what waits for the person to choose a passkey. */
export function stopWaiting(): void {
  waiting.abort();
  waiting = new AbortController();
}

/**
 * @param isConditional whether it is offered beside what else the browser fills in
 * @throws PortcullisError PASSKEY_FAILED
 */
export function showPasskey(options: unknown, isConditional = false): Promise<unknown> {
  stopWaiting();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  const { signal } = waiting;
  const mediation = isConditional ? 'conditional' : 'optional';
  return credentialOf(navigator.credentials.get({ publicKey, signal, mediation }));
}

/** Undefined where the server knows no passkeys. */
export async function signInOptions(): Promise<Options | undefined> {
  if (!canUsePasskeys()) return undefined;
  try {
    return (await askOpenly({ path: '/passkeys/authentication', body: {} })) as Options;
  } catch {
    return undefined;
  }
}

/** The session's cookie is set; the page finds it when it is loaded anew. */
export async function signInBy({ challengeId }: Options, credential: unknown): Promise<void> {
  await askOpenly({
    path: '/passkeys/login',
    body: { challengeId, credential },
    accept: 'application/vnd.portcullis.bearer-cookie+json, application/json',
  });
  location.reload();
}
