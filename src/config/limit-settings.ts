import { ArrayUnique, IsInt, Max, Min } from 'class-validator';
import { IsNetworks } from './networks.js';
import { ProxySettings } from './proxy-settings.js';

const MOST = 1_000_000;

/** How much is allowed from one network. What guards an account itself is no setting. */
export class LimitSettings extends ProxySettings {
  /** An hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitFailedLogins: number = 300;

  /** An hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitRegistrations: number = 100;

  /** Registrations that found a name or an address taken, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitTakenNames: number = 60;

  /** Exchanges of codes that no provider takes, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitExchanges: number = 300;

  /** Sign-ins begun at a provider, an hour. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitSignInStarts: number = 1000;

  /** Bad refresh tokens, a minute and instance. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitRefreshes: number = 600;

  /** Bad access tokens at `validate-token`, a minute and instance; services validate what they were sent. */
  @IsInt()
  @Min(1)
  @Max(MOST)
  readonly limitValidations: number = 6000;

  /** Networks that many people share, such as an enterprise's. */
  @ArrayUnique()
  @IsNetworks()
  readonly limitTrustedNetworks: readonly string[] = [];

  /** How many times as much they are allowed. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly limitTrustedFactor: number = 10;
}
