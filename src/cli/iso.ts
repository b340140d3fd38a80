/** A moment, in milliseconds since the epoch, as commands print it. */
export const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString();
