/** What is done with the trail itself. */
export type TrailEvent =
  | {
      readonly type: 'audit-read';
      /** What was looked for. */
      readonly criteria: string;
      /** How many events were shown. */
      readonly events: number;
    }
  | {
      /** Addresses, user agents and digests of names were taken out of events. */
      readonly type: 'personal-fields-erased';
      /** Whose they were. */
      readonly userId: string | null;
      /** Of this event alone; else of all that the user did. */
      readonly eventId: string | null;
      /** How many events it met. */
      readonly events: number;
      /** None of those is later, in milliseconds since the epoch. */
      readonly until: number;
    }
  | { readonly type: 'audit-exported'; readonly criteria: string; readonly format: string };
