import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import * as faults from '../openapi/fault-cases.js';
import type { ProofBody } from './proof-body.js';
import type { RequestedMail } from './recovery.controller.js';

export const EXAMPLE_REQUEST = 'q0Zb1mT8o5dWm6bL4yq3Xv2n7JtH9sKcR1uEwPfGaDk';
export const EXAMPLE_LINK_TOKEN = 'Yt6uV0pQ3xK8nB2sL5hW9dR1cF4gJ7mZ0aE6iO3uTqS';

/** What a client shows that got a mail. */
export abstract class MailProof implements ProofBody {
  @ApiPropertyOptional({ description: 'Of the link', maxLength: 128, example: EXAMPLE_LINK_TOKEN })
  abstract readonly token?: string;

  @ApiPropertyOptional({
    description: 'As the request for the mail was answered',
    maxLength: 128,
    example: EXAMPLE_REQUEST,
  })
  abstract readonly requestId?: string;

  @ApiPropertyOptional({
    description: 'The eight digits of the mail; blanks between them count for nothing',
    maxLength: 32,
    example: '12345678',
  })
  abstract readonly code?: string;
}

export abstract class RequestedMailAnswer implements RequestedMail {
  @ApiProperty({ description: 'To be shown with the code of the mail', example: EXAMPLE_REQUEST })
  abstract readonly requestId: string;
}

export const ASKED = {
  asked: {
    summary: 'A mail is on its way, if there is to be one',
    value: { requestId: EXAMPLE_REQUEST },
  },
} as const;

/** By link and by code; no mail has the ones of the examples. */
export const BY_LINK = { token: EXAMPLE_LINK_TOKEN };
export const BY_CODE = { requestId: EXAMPLE_REQUEST, code: '12345678' };

export const badLink = faults.fault(
  'badLink',
  'The link or the code is wrong, too old, used, or for something else',
  { code: 'INVALID_LINK' },
);
export const missingProof = faults.fault(
  'missingProof',
  'There is neither a token nor a code',
  faults.invalid(faults.missing('token', 'Token')),
);
export const badAddress = faults.badField(
  'noAddress',
  'The address is none',
  'email',
  'Email must be an email address.',
);
