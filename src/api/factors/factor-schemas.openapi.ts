import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EXAMPLE_FACTOR_ID, EXAMPLE_TIME, NEW_USER } from '../openapi/example-values.js';
import { TimestampProperty } from '../openapi/properties.js';
import type { FactorNameBody, Factors } from './factors.controller.js';
import type { ListedFactor } from './listed-factor.js';
import type {
  BegunTotp,
  ConfirmedTotp,
  TotpConfirmationBody,
  TotpEnrolmentBody,
} from './totp.controller.js';

const NAME = 'My phone';
const CODES = ['7K2MZX-Q9D4TN-0VHJ3B-R8WYC5', '1P6FAS-M2XKE9-Z4TQ7G-D0NHVB'];

export abstract class FactorAnswer implements ListedFactor {
  @ApiProperty({ example: EXAMPLE_FACTOR_ID })
  abstract readonly id: string;

  @ApiProperty({ enum: ['totp'], example: 'totp' })
  abstract readonly kind: 'totp';

  @ApiProperty({ example: NAME })
  abstract readonly name: string;

  @TimestampProperty()
  abstract readonly createdAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  abstract readonly lastUsedAt: string | null;
}

export abstract class FactorsAnswer implements Factors {
  @ApiProperty({ type: [FactorAnswer] })
  abstract readonly factors: readonly FactorAnswer[];

  @ApiProperty({ type: 'integer', example: 10 })
  abstract readonly recoveryCodesLeft: number;
}

export abstract class TotpEnrolmentRequest implements TotpEnrolmentBody {
  @ApiPropertyOptional({ maxLength: 64, default: 'Authenticator app', example: NAME })
  abstract readonly name?: string;

  @ApiPropertyOptional({
    description: 'In place of an access token, of a login that was answered with `enrol-totp`',
  })
  abstract readonly challengeId?: string;
}

export abstract class TotpEnrolmentAnswer implements BegunTotp {
  @ApiProperty({ example: EXAMPLE_FACTOR_ID })
  abstract readonly id: string;

  @ApiProperty({ description: 'Base 32, for those who cannot scan' })
  abstract readonly secret: string;

  @ApiProperty({ description: 'What authenticator apps read' })
  abstract readonly uri: string;

  @ApiProperty({ description: 'The URI as a QR code: an SVG image' })
  abstract readonly qrCode: string;
}

export abstract class TotpConfirmationRequest implements TotpConfirmationBody {
  @ApiProperty({ description: 'The six digits that the app shows', example: '123456' })
  abstract readonly code: string;
}

export abstract class RecoveryCodesAnswer {
  @ApiProperty({ type: [String], description: 'Ten; told this once', example: CODES })
  abstract readonly recoveryCodes: readonly string[];
}

export abstract class EnrolledFactorAnswer implements ConfirmedTotp {
  @ApiProperty()
  abstract readonly factor: FactorAnswer;

  @ApiProperty({
    type: [String],
    nullable: true,
    description: 'Ten, told this once; null where the account had a factor before',
    example: CODES,
  })
  abstract readonly recoveryCodes: readonly string[] | null;
}

export abstract class FactorNameRequest implements FactorNameBody {
  @ApiProperty({ maxLength: 64, example: NAME })
  abstract readonly name: string;
}

const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const at = new Date(EXAMPLE_TIME).toISOString();
const factor = {
  id: EXAMPLE_FACTOR_ID,
  kind: 'totp',
  name: NAME,
  createdAt: at,
  lastUsedAt: at,
};

export const EXAMPLES = {
  factor: { phone: { summary: 'An authenticator app', value: factor } },
  factors: {
    one: { summary: 'One factor', value: { factors: [factor], recoveryCodesLeft: 10 } },
  },
  begin: { phone: { summary: 'An app on a phone', value: { name: NAME } } },
  begun: {
    phone: {
      summary: 'To be shown to an app',
      value: {
        id: EXAMPLE_FACTOR_ID,
        secret: SECRET,
        uri: `otpauth://totp/localhost%3A3000:${NEW_USER.username}?secret=${SECRET}&issuer=localhost%3A3000&algorithm=SHA1&digits=6&period=30`,
        qrCode: '<svg xmlns="http://www.w3.org/2000/svg">…</svg>',
      },
    },
  },
  confirm: { code: { summary: 'Not the right one', value: { code: '123456' } } },
  confirmed: {
    first: { summary: 'The first factor', value: { factor, recoveryCodes: CODES } },
  },
  name: { phone: { summary: 'Another name', value: { name: NAME } } },
  codes: { codes: { summary: 'Two of the ten', value: { recoveryCodes: CODES } } },
} as const;
