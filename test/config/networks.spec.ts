import { isNetwork } from '../../src/config/networks.js';
import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

describe('a network', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '0.0.0.0/0', '::1', '2001:db8::/32', '::/128'])(
    'may be %s',
    (text) => {
      expect(isNetwork(text)).toBe(true);
    },
  );

  it.each([
    '',
    '1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.0/1e1',
    '10.0.0',
    '010.0.0.1',
    '2001:db8::/129',
    'fe80::1%eth0',
    'localhost',
  ])('cannot be "%s"', (text) => {
    expect(isNetwork(text)).toBe(false);
  });
});

describe('limits', () => {
  it('are what the variables say', () => {
    const config = readConfig({
      LIMIT_FAILED_LOGINS: '1',
      LIMIT_REGISTRATIONS: '2',
      LIMIT_TAKEN_NAMES: '3',
      LIMIT_EXCHANGES: '4',
      LIMIT_SIGN_IN_STARTS: '5',
      LIMIT_REFRESHES: '6',
      LIMIT_VALIDATIONS: '7',
      LIMIT_TRUSTED_NETWORKS: '203.0.113.0/24, 2001:db8::/32',
      LIMIT_TRUSTED_FACTOR: '8',
    });
    expect(config.limits).toMatchObject({
      limitFailedLogins: 1,
      limitRegistrations: 2,
      limitTakenNames: 3,
      limitExchanges: 4,
      limitSignInStarts: 5,
      limitRefreshes: 6,
      limitValidations: 7,
      limitTrustedNetworks: ['203.0.113.0/24', '2001:db8::/32'],
      limitTrustedFactor: 8,
    });
  });

  it.each([
    ['LIMIT_FAILED_LOGINS', '0', 'LIMIT_FAILED_LOGINS must not be less than 1'],
    ['LIMIT_REGISTRATIONS', '1000001', 'LIMIT_REGISTRATIONS must not be greater than 1000000'],
    ['LIMIT_EXCHANGES', 'many', 'LIMIT_EXCHANGES must be an integer number'],
    ['LIMIT_TRUSTED_FACTOR', '1001', 'LIMIT_TRUSTED_FACTOR must not be greater than 1000'],
    [
      'LIMIT_TRUSTED_NETWORKS',
      '203.0.113.0/24,10.0.0.0/33',
      'LIMIT_TRUSTED_NETWORKS must list IP addresses or CIDR networks, such as 10.0.0.0/8 or 2001:db8::/32',
    ],
  ])('are refused by name: %s=%s', (variable, value, fault) => {
    expect(refusalOf({ [variable]: value }).faults).toEqual([fault]);
  });
});
