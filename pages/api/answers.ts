/** What the API answers, as far as these pages show it. */
export interface Factor {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface Factors {
  readonly factors: readonly Factor[];
  readonly recoveryCodesLeft: number;
}

export interface BegunTotp {
  readonly secret: string;
  readonly uri: string;
  readonly qrCode: string;
}

export interface RecoveryCodes {
  /** Null where the account had some before. */
  readonly recoveryCodes: readonly string[] | null;
}

export interface ActivityItem {
  readonly at: string;
  readonly type: string;
  readonly outcome: 'success' | 'failure';
  readonly current: boolean;
  readonly device: string | null;
  readonly address: string | null;
}

export interface Activity {
  readonly events: readonly ActivityItem[];
  readonly nextCursor: string | null;
}

export interface RequestedMail {
  readonly requestId: string;
}
