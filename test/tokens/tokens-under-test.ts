import { Test } from '@nestjs/testing';
import { Clock } from '../../src/clock/clock.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { AppConfig, type Settings } from '../../src/config/app-config.js';
import { Secret } from '../../src/config/secret.js';
import { ConfigModule } from '../../src/config/config.module.js';
import type { AccessClaims, RefreshClaims } from '../../src/tokens/claims.js';
import { Secrets } from '../../src/tokens/secrets/secrets.js';
import { PublicKeys } from '../../src/tokens/keys/key-ring.js';
import { Tokens } from '../../src/tokens/tokens.js';
import { TokensModule } from '../../src/tokens/tokens.module.js';

/** The second in which every test of tokens begins. */
export const NOW = 1_800_000_000;

export const ISSUER = 'https://auth.example.com';
export const AUDIENCE = 'orders';

export const ACCESS: AccessClaims = {
  sub: 'Ana-Sofía',
  uid: '018f0000-0000-7000-8000-000000000001',
  sid: '018f0000-0000-7000-8000-000000000002',
  client_id: 'token-pair',
  roles: ['user', 'auditor'],
  auth_time: NOW - 100,
  amr: ['pwd'],
  iat: NOW,
  exp: NOW + 900,
  jti: 'access-1',
};

export const REFRESH: RefreshClaims = {
  sub: ACCESS.sub,
  uid: ACCESS.uid,
  sid: ACCESS.sid,
  jti: 'refresh-1',
  iat: NOW,
  exp: NOW + 604_800,
  gen: 3,
  ctr: 'token-pair',
  auth_time: NOW - 100,
  amr: ['pwd'],
  sxp: NOW + 2_592_000,
  net: 'n3tw0rk1',
  dev: 'd3v1ce01',
};

export interface TokensUnderTest {
  readonly tokens: Tokens;
  readonly publicKeys: PublicKeys;
  readonly secrets: Secrets;
  /** Moves the server's clock to a moment in milliseconds. */
  readonly setTime: (now: number) => void;
}

/** The module as the application uses it, at a moment of the test's choosing. */
export async function tokensWith(settings: Partial<Settings>): Promise<TokensUnderTest> {
  let now = NOW * 1000;
  const config = new AppConfig({
    issuer: ISSUER,
    audience: [AUDIENCE],
    secrets: [new Secret('s'.repeat(32))],
    ...settings,
  });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.of(config), ClockModule, TokensModule],
  })
    .overrideProvider(Clock)
    .useValue({ now: () => now })
    .compile();
  return {
    tokens: module.get(Tokens),
    publicKeys: module.get(PublicKeys),
    secrets: module.get(Secrets),
    setTime: (moment) => {
      now = moment;
    },
  };
}
