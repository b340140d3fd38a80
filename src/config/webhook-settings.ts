import { IsBoolean } from 'class-validator';
import { ON_OFF, onOff, type SettingsOf } from './setting.js';

/** Where events may be sent. */
export class WebhookSettings {
  /** Whether webhooks may lead into the own network; a laptop needs it and nothing else. */
  @IsBoolean(ON_OFF)
  readonly webhookAllowPrivate: boolean = false;
}

export const WEBHOOK_SETTINGS: SettingsOf<WebhookSettings> = {
  webhookAllowPrivate: { variable: 'WEBHOOK_ALLOW_PRIVATE', read: onOff },
};
