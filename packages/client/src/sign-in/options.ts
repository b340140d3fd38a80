export interface SignInOptions {
  /** Where the provider sends the browser back to; registered there. */
  readonly redirectUri?: string;
  /** Called with the provider's address instead of going there: for React Native and popups. */
  readonly navigate?: (url: string) => void;
}
