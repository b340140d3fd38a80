const ascending = (numbers) => [...numbers].sort((a, b) => a - b);

/** The value below which a share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = ascending(numbers);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Field by field over the rounds of one measurement. */
export function medians(rounds) {
  const fields = Object.keys(rounds[0]).filter((field) => typeof rounds[0][field] === 'number');
  return Object.fromEntries(
    fields.map((field) => [field, median(rounds.map((round) => round[field]))]),
  );
}
