import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { isPublicAddress } from './public-addresses.js';
import { SendingFailure } from './sending-failure.js';

export interface CheckedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

const familyOf = (address: string): 4 | 6 => (isIP(address) === 4 ? 4 : 6);

/** The host of a URL, with no brackets around an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Finds the addresses of a host, and refuses the host where one of them is not public. */
@Injectable()
export class CheckedAddresses {
  private readonly anywhere: boolean;

  constructor({ webhooks }: AppConfig) {
    this.anywhere = webhooks.webhookAllowPrivate;
  }

  /** @throws SendingFailure where there are none, or one leads into a network of its own. */
  async of(host: string): Promise<readonly [CheckedAddress, ...CheckedAddress[]]> {
    const addresses = await resolved(host);
    if (!this.anywhere && !addresses.every(isPublicAddress)) {
      throw new SendingFailure('private-address');
    }
    const [first, ...rest] = addresses.map((address) => ({ address, family: familyOf(address) }));
    if (first === undefined) throw new SendingFailure('unknown-host');
    return [first, ...rest];
  }
}

async function resolved(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    throw new SendingFailure('unknown-host');
  }
}
