import { discover, type Endpoints } from './discovery.js';
import type { HttpClient } from './http-client.js';

/** Addresses that were given, and are therefore not asked for. */
export interface GivenEndpoints {
  readonly jwksUri: URL | null;
  readonly revocationsUri: URL | null;
}

/** Knows where keys and revocations are: as given, else as the issuer says when first needed. */
export class EndpointDirectory {
  private discovery: Promise<Endpoints> | null = null;

  constructor(
    private readonly issuer: string,
    private readonly given: GivenEndpoints,
    private readonly http: HttpClient,
  ) {}

  async jwks(): Promise<URL> {
    return this.given.jwksUri ?? (await this.discovered()).jwks;
  }

  async revocations(): Promise<URL> {
    const url = this.given.revocationsUri ?? (await this.discovered()).revocations;
    if (url !== null) return url;
    this.forget();
    throw new Error(`${this.issuer} names no revocation_feed_endpoint`);
  }

  /** After a failure the issuer is asked again, since a place may have moved. */
  forget(): void {
    this.discovery = null;
  }

  private discovered(): Promise<Endpoints> {
    this.discovery ??= discover(this.issuer, this.http).catch((error: unknown) => {
      this.forget();
      throw error;
    });
    return this.discovery;
  }
}
