import { BlockList, isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { type Network, networkOf, siteOf } from './network.js';
import type { Guard } from './rate-limiter.js';
import { type NetworkRule, networkRules, type Rule } from './rules.js';

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

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(prefix ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list;
}

/** What the settings allow to each network, and the more that they allow to trusted ones. */
@Injectable()
export class NetworkLimits {
  private readonly ordinary: Allowed;
  private readonly more: Allowed;
  private readonly trusted: BlockList | null;

  constructor(config: AppConfig) {
    const { limitTrustedNetworks: networks, limitTrustedFactor: factor } = config;
    const rules = networkRules(config);
    this.ordinary = allowed(rules);
    this.more = allowed(times(rules, factor));
    this.trusted = networks.length === 0 ? null : blockList(networks);
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
  if (!config.rateLimits) return 'Attempts are not limited (RATE_LIMITS=off)';
  const { limitTrustedNetworks: trusted, limitTrustedFactor: factor } = config;
  const hourly = [
    `${config.limitFailedLogins} failed logins`,
    `${config.limitRegistrations} registrations`,
    `${config.limitTakenNames} taken names`,
    `${config.limitExchanges} failed exchanges`,
    `${config.limitSignInStarts} sign-in starts`,
  ];
  const minutely = [
    `${config.limitRefreshes} bad refresh tokens`,
    `${config.limitValidations} bad access tokens`,
  ];
  const more = trusted.length === 0 ? '' : `; ${factor} times as much from ${trusted.join(', ')}`;
  return `Allowed from one network: ${hourly.join(', ')} an hour; ${minutely.join(', ')} a minute${more}`;
}
