import {
  clockTolerance,
  Configuration,
  customFetch,
  enableNonRepudiationChecks,
  getJwksCache,
  type JWKS,
  type ServerMetadata,
  setJwksCache,
} from 'openid-client';
import { discover, fetchKeys } from './discovery.js';
import type { Clock } from '../../../clock/clock.js';
import type { ProviderSettings } from '../../../config/providers/provider-settings.js';
import { boundedFetch, type Outgoing } from '../bounded-fetch.js';
import { CachedDocument } from '../cached-document.js';
import { clientAuthentication, isInsecure, speakHttp } from '../authorization-code-grant.js';

/** Seconds that clocks may differ. */
export const LEEWAY = 60;
/** Seconds after which the library thinks it worth while to look for an unknown key again. */
const OLD_ENOUGH = 60;

/** The provider's metadata and keys, and a client made of them for each exchange. */
export class OidcClient {
  private readonly metadata: CachedDocument<ServerMetadata>;
  private readonly keys: CachedDocument<JWKS>;

  constructor(
    private readonly settings: ProviderSettings,
    private readonly clock: Clock,
    private readonly outgoing: Outgoing,
  ) {
    this.metadata = new CachedDocument(
      (deadline) => discover(settings, boundedFetch(deadline, outgoing)),
      clock,
    );
    this.keys = new CachedDocument(
      async (deadline) =>
        fetchKeys(await this.metadata.current(deadline), boundedFetch(deadline, outgoing)),
      clock,
    );
  }

  /** A client that can build authorization requests. */
  async configuration(deadline: AbortSignal): Promise<Configuration> {
    const { settings } = this;
    const metadata = await this.metadata.current(deadline);
    const configuration = new Configuration(
      metadata,
      settings.clientId,
      { [clockTolerance]: LEEWAY },
      clientAuthentication(settings, metadata),
    );
    configuration[customFetch] = boundedFetch(deadline, this.outgoing);
    if (isInsecure(settings)) speakHttp(configuration);
    return configuration;
  }

  /**
   * Runs an exchange with a client that checks signatures. Its keys are at hand before the code is
   * spent; a key that is not among them has the library fetch them once more, and then refuse.
   */
  async exchange<T>(
    deadline: AbortSignal,
    work: (configuration: Configuration) => Promise<T>,
  ): Promise<T> {
    const [configuration, jwks] = await Promise.all([
      this.configuration(deadline),
      this.keys.current(deadline),
    ]);
    const uat = Math.floor(this.clock.now() / 1000) - OLD_ENOUGH;
    setJwksCache(configuration, { jwks, uat });
    enableNonRepudiationChecks(configuration);
    try {
      return await work(configuration);
    } finally {
      const used = getJwksCache(configuration);
      if (used !== undefined && used.uat !== uat) this.keys.keep(used.jwks);
    }
  }
}
