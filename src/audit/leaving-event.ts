/** What is decided about accounts whose owners leave, or take their data with them. */
export type LeavingEvent =
  | {
      readonly type: 'account-deletion-requested';
      readonly userId: string;
      /** Milliseconds since the epoch. */
      readonly deletionAt: number;
    }
  | {
      readonly type: 'account-deletion-cancelled' | 'account-exported';
      readonly userId: string;
    };

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
    case 'account-exported':
      return { userId, sessionId: null, details: {} };
  }
}
