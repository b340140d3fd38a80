import { BlockList, isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { networkList } from '../config/networks.js';
import type { Guard } from './rate-limiter.js';
import { type NetworkRule, networkRules, type Rule } from './rules.js';

/** What one client can choose its address from: a whole IPv4 address, or the /64 of an IPv6 one. */
export type Network = string & { readonly __brand: 'Network' };

const MAPPED = '::ffff:0:0';
const mapped = new BlockList();
mapped.addSubnet(MAPPED, 96, 'ipv6');

/** The eight groups of an IPv6 address, in canonical form (RFC 4291 §2.2). */
function groupsOf(address: string): readonly string[] {
  const [text] = address.split('%');
  const { hostname } = new URL(`http://[${text ?? ''}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}

/** The IPv4 address in the last 32 bits. */
function embedded(groups: readonly string[]): string {
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}

/**
 * The network that an address is counted under. IPv4-mapped addresses are IPv4 addresses; whatever
 * is no address at all is one network of its own.
 */
export function networkOf(address: string): Network {
  return fold(address) as Network;
}

/**
 * The /48 that an IPv6 address is in, which is what one customer of a provider commonly has and
 * which holds 65,536 networks; null for an IPv4 address.
 */
export function siteOf(network: Network): Network | null {
  if (!network.endsWith('::/64')) return null;
  return `${network.split(':').slice(0, 3).join(':')}::/48` as Network;
}

function fold(address: string): string {
  if (isIP(address) === 4) return address;
  if (isIP(address) === 0) return 'none';
  const groups = groupsOf(address);
  const [plain = ''] = address.split('%');
  if (mapped.check(plain, 'ipv6')) return embedded(groups);
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** How much more a /48 may be counted than each of its networks. */
const SITE = 10;

type Rules = Readonly<Record<NetworkRule, Rule>>;

const times = (rules: Rules, factor: number): Rules =>
  Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, { ...rule, limit: rule.limit * factor }]),
  ) as Rules;

interface Allowed {
  readonly toNetwork: Rules;
  readonly toSite: Rules;
}

const allowed = (rules: Rules): Allowed => ({ toNetwork: rules, toSite: times(rules, SITE) });

/** What the settings allow to each network, and the more that they allow to trusted ones. */
@Injectable()
export class NetworkLimits {
  private readonly ordinary: Allowed;
  private readonly more: Allowed;
  private readonly trusted: BlockList | null;

  constructor(config: AppConfig) {
    const { limitTrustedNetworks: networks, limitTrustedFactor: factor } = config.limits;
    const rules = networkRules(config);
    this.ordinary = allowed(rules);
    this.more = allowed(times(rules, factor));
    this.trusted = networks.length === 0 ? null : networkList(networks);
  }

  /** The rule for the network of an address and, where that is a /64, for its /48. */
  guards(name: NetworkRule, address: string): readonly Guard[] {
    const network = networkOf(address);
    const { toNetwork, toSite } = this.trusts(address, network) ? this.more : this.ordinary;
    const guard = { rule: toNetwork[name], subject: network };
    const site = siteOf(network);
    return site === null ? [guard] : [guard, { rule: toSite[name], subject: site }];
  }

  private trusts(address: string, network: Network): boolean {
    if (this.trusted === null) return false;
    if (isIP(network) === 4) return this.trusted.check(network, 'ipv4');
    const [plain = ''] = address.split('%');
    return isIP(plain) === 6 && this.trusted.check(plain, 'ipv6');
  }
}

/** For the log. */
export function describeLimits(config: AppConfig): string {
  if (!config.limits.rateLimits) return 'Attempts are not limited (RATE_LIMITS=off)';
  const { limitTrustedNetworks: trusted, limitTrustedFactor: factor } = config.limits;
  const hourly = [
    `${config.limits.limitFailedLogins} failed logins`,
    `${config.limits.limitRegistrations} registrations`,
    `${config.limits.limitTakenNames} taken names`,
    `${config.limits.limitExchanges} failed exchanges`,
    `${config.limits.limitSignInStarts} sign-in starts`,
    `${config.limits.limitMailRequests} mails asked for`,
    `${config.limits.limitMailProofs} bad links`,
  ];
  const minutely = [
    `${config.limits.limitChallenges} unknown challenges`,
    `${config.limits.limitRefreshes} bad refresh tokens`,
    `${config.limits.limitValidations} bad access tokens`,
    `${config.limits.limitClientFailures} wrong secrets of services`,
  ];
  const more = trusted.length === 0 ? '' : `; ${factor} times as much from ${trusted.join(', ')}`;
  return `Allowed from one network: ${hourly.join(', ')} an hour; ${minutely.join(', ')} a minute${more}`;
}
