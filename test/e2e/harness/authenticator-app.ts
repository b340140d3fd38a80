import { createHmac } from 'node:crypto';
import { type Account, type Door, register } from './accounts.js';
import type { Answer } from './answer.js';
import { bearer, login } from './sessions.js';
import type { TestClock } from './test-clock.js';

export const FACTORS = '/api/v1/auth/factors';
export const TOTP = `${FACTORS}/totp`;
export const CONFIRMATION = `${TOTP}/confirm`;
export const RECOVERY_CODES = `${FACTORS}/recovery-codes`;
export const MFA = '/api/v1/auth/mfa';
export const REAUTHENTICATE = '/api/v1/auth/reauthenticate';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  const bits = Array.from(text, (letter) =>
    ALPHABET.indexOf(letter).toString(2).padStart(5, '0'),
  ).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** RFC 6238, written apart from the server's own. */
export function totp(secret: string, seconds: number): string {
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(seconds / 30), 4);
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(19) % 16;
  return String((mac.readUInt32BE(offset) % 2 ** 31) % 1_000_000).padStart(6, '0');
}

/** The app of a person, on the clock of the test. */
export class AuthenticatorApp {
  constructor(
    readonly secret: string,
    private readonly clock: Pick<TestClock, 'seconds'>,
  ) {}

  /** @param steps later than now */
  code(steps = 0): string {
    return totp(this.secret, this.clock.seconds() + steps * 30);
  }

  /** Six digits that no step around now has. */
  wrongCode(): string {
    const near = new Set([-2, -1, 0, 1, 2].map((steps) => this.code(steps)));
    const wrong = ['000000', '111111', '222222', '333333', '444444', '555555'];
    return wrong.find((code) => !near.has(code)) ?? '';
  }
}

/** An account with a factor. */
export interface Secured {
  readonly account: Account;
  readonly app: AuthenticatorApp;
  readonly factorId: string;
  readonly recoveryCodes: readonly string[];
  /** Of the login that the factor was enrolled by, which had a password alone. */
  readonly accessToken: string;
}

export async function enrol(
  server: Door,
  clock: Pick<TestClock, 'seconds'>,
  accessToken: string,
): Promise<Answer & { readonly app: AuthenticatorApp }> {
  const headers = bearer(accessToken);
  const begun = await server.send({ path: TOTP, json: {}, headers });
  if (begun.status !== 201) throw new Error(`enrolment failed: ${begun.text}`);
  const app = new AuthenticatorApp(begun.string('secret'), clock);
  // Of the step before, so that this step's code is left for a login.
  const json = { code: app.code(-1) };
  const confirmed = await server.send({ path: CONFIRMATION, json, headers });
  if (confirmed.status !== 200) throw new Error(`confirmation failed: ${confirmed.text}`);
  return Object.assign(confirmed, { app });
}

export async function secured(
  server: Door,
  clock: Pick<TestClock, 'seconds'>,
  account?: Account,
): Promise<Secured> {
  const registered = await register(server, account);
  const { accessToken } = await login(server, 'token-pair', registered);
  const answer = await enrol(server, clock, accessToken);
  return {
    account: registered,
    app: answer.app,
    factorId: answer.string('factor', 'id'),
    recoveryCodes: answer.value('recoveryCodes') as readonly string[],
    accessToken,
  };
}

/** All that a client has to know: a 401 says which challenge, wherever its contract puts it. */
export function challengeOf(answer: Answer): string {
  const id = answer.value('challengeId') ?? answer.value('data', 'challengeId');
  if (answer.status !== 401 || typeof id !== 'string') {
    throw new Error(`no challenge in ${String(answer.status)} ${answer.text}`);
  }
  return id;
}
