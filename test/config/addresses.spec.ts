import { readDatabaseUrl } from '../../src/config/database-url.js';
import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const PASSWORD = 'p@ss/w?rd#1%:[ü]&=';

describe('DATABASE_URL', () => {
  it('keeps whatever a password holds, once it is encoded', () => {
    const url = `mariadb://ana%40corp:${encodeURIComponent(PASSWORD)}@db:3307/auth`;
    expect(readDatabaseUrl(readConfig({ DATABASE_URL: url }).database.databaseUrl)).toEqual({
      dialect: 'mariadb',
      hosts: [{ host: 'db', port: 3307 }],
      username: 'ana@corp',
      password: PASSWORD,
      database: 'auth',
      sslMode: 'disabled',
      sslCa: null,
      sslCert: null,
      sslKey: null,
    });
  });

  it.each([
    ['mysql://root@[2001:db8::1]:3307/auth', '2001:db8::1', 3307],
    ['mysql://root@[::1]/auth', '::1', 3306],
    ['mariadb://root:p@ss@db_primary/auth', 'db_primary', 3306],
  ])('leads to the host of %s', (url, host, port) => {
    expect(readDatabaseUrl(url)).toMatchObject({ hosts: [{ host, port }] });
  });

  it('may name several hosts, each with a port of its own', () => {
    const url = 'mariadb://root:p@ss@db-1:3307,db-2,[::1]:3308/auth?ssl-mode=required';
    expect(readDatabaseUrl(url)).toMatchObject({
      hosts: [
        { host: 'db-1', port: 3307 },
        { host: 'db-2', port: 3306 },
        { host: '::1', port: 3308 },
      ],
      password: 'p@ss',
      database: 'auth',
      sslMode: 'required',
    });
  });

  it.each([
    ['mysql://root:a/b@db/auth', 'has a /, ? or # before its @'],
    ['mysql://root:a#b@db/auth', 'has a /, ? or # before its @'],
    ['mysql://root:a?b@db/auth', 'has a /, ? or # before its @'],
    ['mysql://root:100%@db/auth', 'has a % that encodes nothing'],
    ['mysql://root@db/auth#1', 'has a #'],
    ['mysql://root@db:99999/auth', 'must be sqlite:<path>, mysql://'],
    ['mysql://root@db', 'must be sqlite:<path>, mysql://'],
    ['mysql://root@/auth', 'must be sqlite:<path>, mysql://'],
    ['mysql://root@db,/auth', 'has a host without a name'],
    ['mysql://root@db-1:x,db-2/auth', 'must be sqlite:<path>, mysql://'],
    ['mysql://root@db-1,db-2:99999/auth', 'must be sqlite:<path>, mysql://'],
    ['mysql://root@db,db:3306/auth', 'must not name a host twice'],
    ['mysql://root@a,b,c,d,e,f,g,h,i,j/auth', 'must not name more than 9 hosts'],
    ['mysql://root@db/one/two', 'must be sqlite:<path>, mysql://'],
    ['sqlite:', 'must be sqlite:<path>, mysql://'],
    [
      'mysql://root@db/auth?ssl=true',
      'has a parameter that is not understood: ssl; ssl-mode, ssl-ca',
    ],
    ['mysql://root@db/auth?charset=utf8', 'has a parameter that is not understood: charset'],
    ['mysql://root@db/auth?ssl-mode=on', 'must have one of disabled, required, verify-ca'],
    ['mysql://root@db/auth?ssl-mode=required&ssl-mode=disabled', 'must not name a parameter twice'],
    ['mysql://root@db/auth?ssl-mode=disabled&ssl-ca=/ca.pem', 'must not name files of a TLS it'],
    ['mysql://root@db/auth?ssl-cert=/c.pem', 'must name ssl-cert and ssl-key together'],
  ])('is refused by what is wrong with %s', (url, fault) => {
    expect(refusalOf({ DATABASE_URL: url }).faults).toEqual([
      expect.stringContaining(`DATABASE_URL ${fault}`),
    ]);
  });

  it('verifies the certificate and the name where it says nothing but a file', () => {
    expect(readDatabaseUrl('mysql://root@db/auth?ssl-ca=/c@.pem')).toMatchObject({
      hosts: [{ host: 'db', port: 3306 }],
      sslMode: 'verify-identity',
      sslCa: '/c@.pem',
    });
  });
});

describe('REDIS_URL', () => {
  it.each([
    'redis://cache',
    'rediss://default:p%40ss@[::1]:6380/2',
    'redis://:secret@cache_1:6379',
    'redis+sentinel://:secret@watch-1,watch-2:26380/main',
    'rediss+sentinel://ana:secret@watch-1/main/3',
    'redis+cluster://:secret@node-1:6379,node-2',
  ])('takes %s', (url) => {
    expect(readConfig({ REDIS_URL: url }).limits.redisUrl).toBe(url);
  });

  it.each([
    ['redis://cache?tls=true', 'has a parameter that is not understood: tls'],
    ['redis://:a/b@cache', 'has a /, ? or # before its @'],
    ['redis://:100%@cache', 'has a % that encodes nothing'],
    ['redis://cache/first', 'must be redis://'],
    ['redis://', 'must be redis://'],
    ['http://cache', 'must be redis://'],
    [
      'redis://cache-1,cache-2',
      'names several hosts, which is for redis+sentinel:// and redis+cluster://',
    ],
    ['redis+sentinel://watch', 'must be redis://'],
    ['redis+sentinel://watch,watch:26379/main', 'must not name a host twice'],
    ['redis+cluster://node/1', 'must be redis://'],
  ])('is refused by what is wrong with %s', (url, fault) => {
    expect(refusalOf({ REDIS_URL: url }).faults).toEqual([
      expect.stringContaining(`REDIS_URL ${fault}`),
    ]);
  });
});

describe('TRUST_PROXY', () => {
  it.each(['10.0.0.0/8', '::1', '2001:db8::/32', '192.0.2.1,198.51.100.0/24'])(
    'takes %s',
    (list) => {
      expect(readConfig({ TRUST_PROXY: list }).server.trustProxy).toEqual(list.split(','));
    },
  );

  it.each([
    '1',
    'true',
    'localhost',
    '10.0.0.0/33',
    '10.0.0.0/8/8',
    '10.0.0.1/-1',
    '::/129',
    '::1/',
    'fe80::1%eth0',
    '10.0.0',
  ])('refuses %s, which is no network', (list) => {
    expect(refusalOf({ TRUST_PROXY: list }).faults).toEqual([
      'TRUST_PROXY must list IP addresses or CIDR networks, such as 10.0.0.0/8 or 2001:db8::/32',
    ]);
  });
});

describe('CORS_ORIGINS', () => {
  it.each([
    'https://app.example.com',
    'http://localhost:5173',
    'http://[::1]:3000',
    'capacitor://localhost',
    'tauri://localhost',
    'chrome-extension://abcdefghijklmnop',
    'http://web_app:8080',
  ])('takes %s', (origin) => {
    expect(readConfig({ CORS_ORIGINS: origin }).server.corsOrigins).toEqual([origin]);
  });

  it.each([
    '*',
    'null',
    'app.example.com',
    'https://app.example.com/',
    'https://App.example.com',
    'https://*.example.com',
  ])('refuses %s, which no browser sends or every page does', (origin) => {
    expect(refusalOf({ CORS_ORIGINS: origin }).faults).toEqual([
      expect.stringMatching(/^CORS_ORIGINS must list origins in lower case, without path or \*/),
    ]);
  });
});
