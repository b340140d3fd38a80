/** What is decided about accounts whose owners leave. */
export type LeavingEvent =
  | {
      readonly type: 'account-deletion-requested';
      readonly userId: string;
      /** Milliseconds since the epoch. */
      readonly deletionAt: number;
    }
  | { readonly type: 'account-deletion-cancelled'; readonly userId: string };

interface LeavingSubject {
  readonly userId: string;
  readonly sessionId: null;
  readonly details: Readonly<Record<string, number>>;
}

/** Whom such an event is about, and its details. */
export function leavingSubject(event: LeavingEvent): LeavingSubject {
  const { userId } = event;
  switch (event.type) {
    case 'account-deletion-requested':
      return { userId, sessionId: null, details: { deletion_at: event.deletionAt } };
    case 'account-deletion-cancelled':
      return { userId, sessionId: null, details: {} };
  }
}
