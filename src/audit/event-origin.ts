/** Who acts on what belongs to another one. */
export type Actor =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'client'; readonly clientId: string };

/** Who asked, as far as the connection tells. */
export interface EventOrigin {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string | null;
  /** The trace (W3C Trace Context) that the request belongs to. */
  readonly traceId?: string;
  /** Unset where people act for themselves, and on the command line. */
  readonly actor?: Actor;
}
