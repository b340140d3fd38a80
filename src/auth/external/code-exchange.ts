/** What tells one browser from another between the start of a sign-in and its end. */
export interface BrowserMark {
  /** Whether a browser is asking, by the headers that only browsers send. */
  readonly fromBrowser: boolean;
  /** The cookie of an earlier start; undefined without one. */
  readonly secret: string | undefined;
}

/** An authorization code, as a frontend hands it over. */
export interface CodeExchange {
  readonly provider: string;
  readonly authCode: string;
  readonly redirectUri: string | undefined;
  readonly codeVerifier: string | undefined;
  readonly state: string | undefined;
  readonly browser: BrowserMark;
}
