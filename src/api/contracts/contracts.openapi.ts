import type { MediaTypeObject } from '@nestjs/swagger';
import type { TokenSet } from '../../sessions/session-tokens.js';
import { UNTOUCHED } from '../../users/users.js';
import { sessionCookieText } from '../cookies/cookies.js';
import type { FaultShape } from '../openapi/fault-responses.js';
import {
  ACCESS_TOKEN,
  EXAMPLE_SESSION_ID,
  EXAMPLE_TIME,
  NEW_USER,
  NEW_USER_ID,
  REFRESH_TOKEN,
} from '../openapi/example-values.js';
import { type Example, media, type Schema } from '../openapi/media.js';
import type { Answer, Contract, ContractDocument, ContractRequest, Occasion } from './contract.js';
import type { ContractRegistry } from './contract-registry.js';

const { username, email, displayName } = NEW_USER;

/** The one token set that every contract writes for the document. */
const tokenSet = ({ name, profile }: Contract): TokenSet => ({
  user: {
    id: NEW_USER_ID,
    username,
    email,
    displayName,
    roles: ['user'],
    createdAt: EXAMPLE_TIME,
    ...UNTOUCHED,
    emailVerifiedAt: null,
  },
  sessionId: EXAMPLE_SESSION_ID,
  contract: name,
  access: { token: ACCESS_TOKEN, expiresIn: profile.accessLife },
  refresh: { token: REFRESH_TOKEN, expiresIn: profile.refreshLife },
});

/** As it goes over the wire: what is undefined is left out. */
const wired = (body: object): unknown => JSON.parse(JSON.stringify(body));

/** A contract, and the answers that it writes for the document itself. */
export class DocumentedContract {
  constructor(
    private readonly contract: Contract,
    private readonly document: ContractDocument,
  ) {}

  get name(): string {
    return this.contract.name;
  }

  get keepsCookies(): boolean {
    return this.contract.cookies.length > 0;
  }

  get openedSchema(): Schema {
    return this.document.opened;
  }

  get refreshedSchema(): Schema {
    return this.document.refreshed;
  }

  get schemas(): readonly Schema[] {
    return [this.document.opened, this.document.refreshed, this.document.faults];
  }

  get faults(): FaultShape {
    return { dialect: this.contract.faults, schema: this.document.faults };
  }

  opened(occasion: Occasion = 'login'): Example {
    return { summary: this.name, value: wired(this.openedAnswer(occasion).body) };
  }

  openedMedia(occasion: Occasion = 'login'): MediaTypeObject {
    return media(this.openedSchema, { [camelCase(this.name)]: this.opened(occasion) });
  }

  /** @param inBody whether the refresh token came in the body, and goes back there */
  refreshed(inBody: boolean): Example {
    const tokens = tokenSet(this.contract);
    const refreshToken = inBody ? tokens.refresh.token : undefined;
    const { body } = this.contract.refreshed({ tokens, refreshToken, at: EXAMPLE_TIME });
    return { summary: `${this.name}, ${inBody ? 'in the body' : 'by cookie'}`, value: wired(body) };
  }

  /** Headers that the contract sets at login beside those of every answer. */
  get headers(): Readonly<Record<string, string>> {
    return this.openedAnswer('login').headers ?? {};
  }

  /** `Set-Cookie` of a login; empty where the contract has no cookies. */
  get setCookie(): string {
    const tokens = tokenSet(this.contract);
    return this.contract.cookies.map((cookie) => sessionCookieText(cookie, tokens)).join(', ');
  }

  private openedAnswer(occasion: Occasion): Answer {
    const tokens = tokenSet(this.contract);
    const delivery = { tokens, refreshToken: tokens.refresh.token, at: EXAMPLE_TIME };
    return this.contract.opened(delivery, occasion);
  }
}

export const camelCase = (name: string): string =>
  name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Every registered contract, as the document tells of it. */
export class DocumentedContracts {
  private constructor(
    private readonly registry: ContractRegistry,
    private readonly documented: ReadonlyMap<Contract, DocumentedContract>,
  ) {}

  static async load(registry: ContractRegistry): Promise<DocumentedContracts> {
    const entries = await Promise.all(
      registry.contracts.map(
        async (contract) =>
          [contract, new DocumentedContract(contract, await contract.describe())] as const,
      ),
    );
    return new DocumentedContracts(registry, new Map(entries));
  }

  get all(): readonly DocumentedContract[] {
    return [...this.documented.values()];
  }

  /** The contract that answers a POST. */
  answering(path: string, request: Partial<ContractRequest> = {}): DocumentedContract {
    const whole = { method: 'POST', path, accept: undefined, body: undefined, ...request };
    const contract = this.registry.accepting(whole);
    const found = contract === undefined ? undefined : this.documented.get(contract);
    if (found === undefined) throw new Error(`No contract answers at ${path}`);
    return found;
  }
}
