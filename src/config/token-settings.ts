import {
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { JWT_ALGORITHMS, type JwtAlgorithm, KEY_STORES, type KeyStoreKind } from './choices.js';
import { IsIssuer } from './issuer.js';
import { AreSecrets, type Secret, secretsIn } from './secret.js';
import { integer, list, onOff, text, ON_OFF, type SettingsOf } from './setting.js';

/** What tokens say, and by which keys they are signed. */
export class TokenSettings {
  /** `iss` of every token. */
  @IsIssuer()
  readonly issuer: string = 'http://localhost:3000';

  /** Whether production takes an issuer without TLS that is not on this machine. */
  @IsBoolean(ON_OFF)
  readonly allowHttpIssuer: boolean = false;

  /** `aud` of every access token. */
  @ArrayNotEmpty()
  @ArrayUnique()
  readonly audience: readonly string[] = ['portcullis'];

  /** The roles that access tokens name; null: all of an account's. */
  @IsOptional()
  @ArrayUnique()
  readonly accessTokenRoles: readonly string[] | null = null;

  /** Seconds that the access token of a service account lives. */
  @IsInt()
  @Min(300)
  @Max(900)
  readonly serviceTokenLife: number = 600;

  /** Where signing keys are kept: in the directory, or sealed in the database. */
  @IsIn(KEY_STORES)
  readonly jwtKeyStore: KeyStoreKind = 'directory';

  /** Days that a key signs before the next one does; null: until an operator rotates. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly jwtRotationDays: number | null = null;

  @IsNotEmpty()
  readonly jwtKeysDir: string = '.data/keys';

  /** PKCS#8 text; takes the place of the key directory. */
  @IsOptional()
  @IsNotEmpty()
  readonly jwtPrivateKey: string | null = null;

  @IsIn(JWT_ALGORITHMS)
  readonly jwtAlgorithm: JwtAlgorithm = 'RS256';

  /**
   * The root of everything that is derived: device marks, keys of counters, digests, keys of refresh
   * tokens. The first one writes, all of them verify. Empty where they are in `.data/` instead.
   */
  @AreSecrets()
  readonly secrets: readonly Secret[] = [];
}

export const TOKEN_SETTINGS: SettingsOf<TokenSettings> = {
  issuer: { variable: 'ISSUER', read: text },
  allowHttpIssuer: { variable: 'ALLOW_HTTP_ISSUER', read: onOff },
  audience: { variable: 'AUDIENCE', read: list },
  accessTokenRoles: { variable: 'ACCESS_TOKEN_ROLES', read: list },
  serviceTokenLife: { variable: 'SERVICE_TOKEN_LIFE', read: integer },
  jwtKeyStore: { variable: 'JWT_KEY_STORE', read: text },
  jwtRotationDays: { variable: 'JWT_ROTATION_DAYS', read: integer },
  jwtKeysDir: { variable: 'JWT_KEYS_DIR', read: text },
  jwtPrivateKey: { variable: 'JWT_PRIVATE_KEY', secret: true, read: text },
  jwtAlgorithm: { variable: 'JWT_ALGORITHM', read: text },
  secrets: { variable: 'SECRETS', secret: true, read: secretsIn },
};

/** What settings of the signing key do not go together. */
export function tokenFaults({
  jwtPrivateKey,
  jwtKeyStore,
  jwtRotationDays,
}: TokenSettings): readonly string[] {
  if (jwtPrivateKey === null) return [];
  return [
    ...(jwtKeyStore === 'database'
      ? ['JWT_PRIVATE_KEY must not be set beside JWT_KEY_STORE=database']
      : []),
    ...(jwtRotationDays === null
      ? []
      : ['JWT_ROTATION_DAYS needs JWT_KEYS_DIR or JWT_KEY_STORE=database, not JWT_PRIVATE_KEY']),
  ];
}
