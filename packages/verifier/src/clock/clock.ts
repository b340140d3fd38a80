/** The time in milliseconds since the epoch, as `Date.now` tells it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** As a NumericDate counts, with its fraction (RFC 7519 §2). */
export const inSeconds = (milliseconds: number): number => milliseconds / 1000;
