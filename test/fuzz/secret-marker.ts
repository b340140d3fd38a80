/** Stands in everything secret that a fuzzed request carries; no log line may hold it. */
export const SECRET = 'fz5ecr3t';
