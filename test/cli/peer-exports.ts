const PASSWORD = 'correct horse';
const SALT = 'a2V5Y2xvYWstc2FsdC0xNg==';
const SHA512_TAG =
  '+CeMF29jdYsiFn2y20pKWGF9k9bVs+TQ/rFmmWirEN6didi4X1rs8uTyzhsS2GS6Na/jLNcQ/Kjni51xEQsdjw==';
const SHA256_TAG =
  'd+U1tLBpyqunisC565bad3zmhRx8lwCc/aviBfYI1bN/F/X6Adya4SQxsU1xYLeq8+QvVevU6GVH+AtAVgI2Kg==';
const SSHA256 = '4YslBNo973t28s/374an8Ds13URiTPTgR186i5S0rEFzYWx0eXNhbHQ=';
const BCRYPT = '$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq';

const UUID = '58bd2d5a-2d1c-4a4c-9d62-2c4b1f9a0e11';

/** An export as the peer writes it, the program that makes lines of it, and whose passwords they are. */
export interface Peer {
  readonly format: string;
  readonly document: string;
  /** Of jq; as docs/import.md has it. */
  readonly filter: string;
  readonly options?: readonly string[];
  readonly accounts: readonly object[];
  readonly passwords: Readonly<Record<string, string>>;
}

export const keycloakCredential = (
  algorithm: string,
  iterations: number,
  value: string,
): object => ({
  id: '0c2a',
  type: 'password',
  createdDate: 1_588_880_747_548,
  secretData: JSON.stringify({ value, salt: SALT, additionalParameters: {} }),
  credentialData: JSON.stringify({
    hashIterations: iterations,
    algorithm,
    additionalParameters: {},
  }),
});

const keycloakArgon2 = {
  type: 'password',
  secretData: JSON.stringify({
    value: 'wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA=',
    salt: 'c29tZXNhbHQ=',
    additionalParameters: {},
  }),
  credentialData: JSON.stringify({
    hashIterations: 2,
    algorithm: 'argon2',
    additionalParameters: {
      hashLength: ['32'],
      memory: ['65536'],
      type: ['i'],
      version: ['1.3'],
      parallelism: ['1'],
    },
  }),
};

const SIGNER_KEY =
  'jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==';
export const HASH_CONFIG = `hash_config {
  algorithm: SCRYPT,
  base64_signer_key: ${SIGNER_KEY},
  base64_salt_separator: Bw==,
  rounds: 8,
  mem_cost: 14,
}
`;
export const FIREBASE_SALT = '42xEC+ixf3L2lw==';
export const FIREBASE_TAG =
  'lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==';

const GOOGLE = { provider: 'google', issuer: 'https://accounts.google.com' };

export const PEERS: readonly Peer[] = [
  {
    format: 'keycloak',
    filter: '.users[] | select(.serviceAccountClientId == null)',
    document: JSON.stringify({
      realm: 'myrealm',
      users: [
        {
          id: UUID,
          username: 'ana',
          firstName: 'Ana',
          lastName: 'Prvá',
          email: 'ana@example.com',
          emailVerified: true,
          enabled: false,
          createdTimestamp: 1_588_880_747_548,
          totp: false,
          credentials: [
            { type: 'otp', secretData: '{}', credentialData: '{}' },
            keycloakCredential('pbkdf2-sha512', 1000, SHA512_TAG),
          ],
          realmRoles: ['default-roles-myrealm', 'admin'],
          federatedIdentities: [
            { identityProvider: 'google', userId: '1234567890', userName: 'ana' },
          ],
          groups: [],
        },
        {
          username: 'ben',
          enabled: true,
          credentials: [keycloakCredential('pbkdf2-sha256', 1000, SHA256_TAG)],
        },
        { username: 'cara', enabled: true, credentials: [keycloakArgon2] },
        { username: 'service-account-x', serviceAccountClientId: 'x', enabled: true },
      ],
    }),
    accounts: [
      {
        id: UUID,
        username: 'ana',
        email: 'ana@example.com',
        displayName: 'Ana Prvá',
        roles: ['user'],
        createdAt: '2020-05-07T19:45:47.548Z',
        disabled: expect.stringMatching(/Z$/),
        emailVerified: expect.stringMatching(/Z$/),
        identities: [{ ...GOOGLE, subject: '1234567890' }],
      },
      { username: 'ben', displayName: 'ben' },
      { username: 'cara' },
    ],
    passwords: { ben: PASSWORD, cara: 'password' },
  },
  {
    format: 'auth0',
    filter: '.[]',
    options: ['--keep-roles'],
    document: JSON.stringify([
      {
        _id: { $oid: '60425dc43519d90068f82973' },
        email: 'ana@example.com',
        email_verified: false,
        passwordHash: BCRYPT,
        password_set_date: { $date: '2021-03-05T16:34:28.532Z' },
        tenant: 'dev',
        connection: 'Username-Password-Authentication',
        _tmp_is_unique: true,
      },
      {
        user_id: 'auth0|5f7c8ec7c33c6c004bbafe82',
        email: 'ben@example.com',
        username: 'ben',
        name: 'Ben',
        blocked: true,
        created_at: '2020-10-06T15:34:31.987Z',
        app_metadata: { roles: ['editor'] },
        identities: [
          { provider: 'auth0', user_id: '5f7c8ec7c33c6c004bbafe82', isSocial: false },
          { provider: 'google-oauth2', user_id: '1234567890', isSocial: true },
        ],
      },
      {
        email: 'cara@example.com',
        custom_password_hash: {
          algorithm: 'pbkdf2',
          hash: {
            value: `$pbkdf2-sha512$i=1000,l=64$${SALT.slice(0, -2)}$${SHA512_TAG.slice(0, -2)}`,
            encoding: 'utf8',
          },
        },
      },
      {
        email: 'dan@example.com',
        custom_password_hash: {
          algorithm: 'scrypt',
          hash: { value: 'dkJKBGFDK9A6vC3yvV/65ci63Z/Q/TVBNHpuEd3zptE=', encoding: 'base64' },
          salt: { value: 'keycloak-salt-16', encoding: 'utf8' },
          keylen: 32,
          cost: 1024,
          blockSize: 8,
          parallelization: 1,
        },
      },
      {
        email: 'eve@example.com',
        custom_password_hash: {
          algorithm: 'sha256',
          hash: { value: SSHA256.slice(0, 43) + '=', encoding: 'base64' },
          salt: { value: 'saltysalt', encoding: 'utf8', position: 'suffix' },
        },
      },
      {
        email: 'fay@example.com',
        custom_password_hash: {
          algorithm: 'ldap',
          hash: { value: `{SSHA256}${SSHA256}`, encoding: 'utf8' },
        },
      },
    ]),
    accounts: [
      { username: 'ana@example.com', email: 'ana@example.com', roles: ['user'] },
      {
        username: 'ben',
        displayName: 'Ben',
        roles: ['editor'],
        createdAt: '2020-10-06T15:34:31.987Z',
        disabled: expect.stringMatching(/Z$/),
        identities: [{ ...GOOGLE, subject: '1234567890' }],
      },
      ...['cara', 'dan', 'eve', 'fay'].map((name) => ({ username: `${name}@example.com` })),
    ],
    passwords: {
      'ana@example.com': 'rasmuslerdorf',
      'cara@example.com': PASSWORD,
      'dan@example.com': PASSWORD,
      'eve@example.com': PASSWORD,
      'fay@example.com': PASSWORD,
    },
  },
  {
    format: 'firebase',
    filter: '.users[]',
    options: ['--hash-config', 'hash-config.txt', '--keep-roles'],
    document: JSON.stringify({
      users: [
        {
          localId: 'HnDlhT3GFYUCmTvaUlqLwCa3yDt1',
          email: 'ana@example.com',
          emailVerified: true,
          passwordHash: FIREBASE_TAG,
          salt: FIREBASE_SALT,
          displayName: 'Ana',
          createdAt: '1486324561938',
          lastSignedInAt: '1486324561938',
          customAttributes: '{"roles":["editor"]}',
          providerUserInfo: [
            { providerId: 'password', rawId: 'ana@example.com' },
            { providerId: 'google.com', rawId: '1234567890', email: 'ana@example.com' },
          ],
        },
        { localId: 'x', email: 'ben@example.com', disabled: true, providerUserInfo: [] },
      ],
    }),
    accounts: [
      {
        username: 'ana@example.com',
        displayName: 'Ana',
        roles: ['editor'],
        createdAt: '2017-02-05T19:56:01.938Z',
        emailVerified: expect.stringMatching(/Z$/),
        identities: [{ ...GOOGLE, subject: '1234567890' }],
      },
      { username: 'ben@example.com', disabled: expect.stringMatching(/Z$/) },
    ],
    passwords: { 'ana@example.com': 'user1password' },
  },
  {
    format: 'supabase',
    filter: '.',
    document: [
      {
        id: UUID.toUpperCase(),
        email: 'ana@example.com',
        encrypted_password: BCRYPT,
        email_confirmed_at: '2023-01-01T12:00:00.123456+00:00',
        created_at: '2023-01-01 11:59:00+00',
        banned_until: '2024-01-01T00:00:00+00:00',
        deleted_at: null,
        raw_app_meta_data: { provider: 'email', roles: ['admin'] },
        raw_user_meta_data: { full_name: 'Ana' },
        identities: [
          { provider: 'email', provider_id: UUID },
          { provider: 'google', provider_id: '1234567890', identity_data: { sub: '1234567890' } },
        ],
      },
      {
        email: 'ben@example.com',
        encrypted_password: `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=${SIGNER_KEY}$${FIREBASE_SALT}$${FIREBASE_TAG}`,
      },
      { email: 'cara@example.com', encrypted_password: '', banned_until: '2999-01-01T00:00:00Z' },
    ]
      .map((row) => JSON.stringify(row))
      .join('\n'),
    accounts: [
      {
        id: UUID,
        username: 'ana@example.com',
        displayName: 'Ana',
        roles: ['user'],
        createdAt: '2023-01-01T11:59:00.000Z',
        emailVerified: '2023-01-01T12:00:00.123Z',
        identities: [{ ...GOOGLE, subject: '1234567890' }],
      },
      { username: 'ben@example.com' },
      { username: 'cara@example.com', disabled: expect.stringMatching(/Z$/) },
    ],
    passwords: { 'ana@example.com': 'rasmuslerdorf', 'ben@example.com': 'user1password' },
  },
];
