import { ArrayNotEmpty, ArrayUnique, IsInt, Max, Min } from 'class-validator';
import { AreCheckpointPlaces } from './checkpoint-places.js';
import { AreSecrets, type Secret, secretsIn } from './secret.js';
import { integer, list, type SettingsOf } from './setting.js';

/** What is kept of the audit trail, and what shows that it was not altered. */
export class AuditSettings {
  @IsInt()
  @Min(1)
  @Max(36_500)
  readonly auditRetentionDays: number = 400;

  /**
   * The root of the keys that seal the trail; the first one writes, all of them verify. Empty where
   * they are derived from `secrets` instead.
   */
  @AreSecrets()
  readonly auditKey: readonly Secret[] = [];

  /** Where checkpoints go beside the database: files, `stdout`, `syslog://…`, `https://…`. */
  @ArrayNotEmpty()
  @ArrayUnique()
  @AreCheckpointPlaces()
  readonly auditCheckpoints: readonly string[] = ['.data/audit-checkpoints.jsonl'];
}

export const AUDIT_SETTINGS: SettingsOf<AuditSettings> = {
  auditRetentionDays: { variable: 'AUDIT_RETENTION_DAYS', read: integer },
  auditKey: { variable: 'AUDIT_KEY', secret: true, read: secretsIn },
  auditCheckpoints: { variable: 'AUDIT_CHECKPOINTS', read: list },
};
