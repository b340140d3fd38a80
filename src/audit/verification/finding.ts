/** What may be wrong with an audit store, the gravest first, and the exit code for each. */
export const EXIT_CODES = {
  altered: 10,
  inserted: 11,
  'missing-inside': 12,
  'missing-at-end': 13,
  'chain-missing': 14,
  'checkpoint-forged': 15,
  'store-older': 16,
  'erased-unrecorded': 18,
  'cannot-tell': 17,
} as const;

export type FindingKind = keyof typeof EXIT_CODES;

export interface Finding {
  readonly kind: FindingKind;
  /** The chain, or the process whose checkpoint it is. */
  readonly where: string;
  readonly detail: string;
}

export interface AuditVerdict {
  readonly chains: number;
  readonly events: number;
  /** Events from before there were chains: what happened to them until they were carried is not known. */
  readonly carried: number;
  /** Events that are in no chain yet. */
  readonly waiting: number;
  /** Events whose personal fields were erased. */
  readonly erased: number;
  readonly checkpoints: number;
  readonly outsideCheckpoints: number;
  readonly findings: readonly Finding[];
}

const KINDS = Object.keys(EXIT_CODES) as readonly FindingKind[];

/** 0 where nothing was found, else that of the gravest finding. */
export function exitCodeOf({ findings }: AuditVerdict): number {
  const found = KINDS.find((kind) => findings.some((finding) => finding.kind === kind));
  return found === undefined ? 0 : EXIT_CODES[found];
}
