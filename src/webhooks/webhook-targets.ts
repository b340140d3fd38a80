import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { CheckedAddresses, hostOf } from './checked-addresses.js';
import { SendingFailure } from './sending-failure.js';
import { LONGEST_URL } from './webhook-endpoint.entity.js';

/** Why nothing can be sent to a URL. */
export type TargetFault = 'no-url' | 'not-https' | 'private-address';

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:']);

/** No password and no fragment: the first would be shown, the second is not sent. */
const isPlain = ({ protocol, username, password, hash, href }: URL): boolean =>
  PROTOCOLS.has(protocol) &&
  [username, password, hash].every((part) => part === '') &&
  href.length <= LONGEST_URL;

/** Tells an operator at once what every attempt would come to. */
@Injectable()
export class WebhookTargets {
  constructor(
    private readonly addresses: CheckedAddresses,
    private readonly config: AppConfig,
  ) {}

  /** Null where something can be sent; a name that is not known yet may be by then. */
  async faultOf(text: string): Promise<TargetFault | null> {
    if (!URL.canParse(text)) return 'no-url';
    const url = new URL(text);
    if (!isPlain(url)) return 'no-url';
    if (this.config.production && url.protocol !== 'https:') return 'not-https';
    try {
      await this.addresses.of(hostOf(url));
      return null;
    } catch (error) {
      if (!(error instanceof SendingFailure)) throw error;
      return error.reason === 'private-address' ? 'private-address' : null;
    }
  }
}
