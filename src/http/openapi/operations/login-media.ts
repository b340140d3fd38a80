import type { ContentObject } from '@nestjs/swagger';
import type { LoginContract } from '../../../config/choices.js';
import { authenticated } from '../examples/envelopes.js';
import { bearer, combined } from '../examples/sessions.js';
import type { FaultShapes } from '../faults/fault-responses.js';
import { BEARER_LOGIN, ENVELOPE, type FaultShape } from '../faults/fault-shape.js';
import { JSON_TYPE, media } from '../media.js';
import { BearerAnswer } from '../schemas/bearer.dto.js';
import { CombinedLoginAnswer } from '../schemas/combined-login.dto.js';
import { EnvelopeSessionAnswer } from '../schemas/envelope.dto.js';
import type { Schema } from '../schemas/schemas.js';

interface LoginAnswer {
  readonly schema: Schema;
  readonly value: object;
  readonly faults: FaultShape;
}

const ANSWERS: Readonly<Record<LoginContract, LoginAnswer>> = {
  combined: { schema: CombinedLoginAnswer, value: combined, faults: ENVELOPE },
  'bearer-cookie': { schema: BearerAnswer, value: bearer, faults: BEARER_LOGIN },
  envelope: { schema: EnvelopeSessionAnswer, value: authenticated, faults: ENVELOPE },
};

/** The contract behind each media type; the operator chooses the one of plain JSON. */
const contracts = (plain: LoginContract): Readonly<Record<string, LoginContract>> => ({
  [JSON_TYPE]: plain,
  'application/vnd.portcullis.bearer-cookie+json': 'bearer-cookie',
  'application/vnd.portcullis.envelope+json': 'envelope',
});

export const loginContent = (plain: LoginContract): ContentObject =>
  Object.fromEntries(
    Object.entries(contracts(plain)).map(([type, contract]) => {
      const { schema, value } = ANSWERS[contract];
      return [type, media(schema, { [contract]: { summary: contract, value } })];
    }),
  );

export const loginFaultShapes = (plain: LoginContract): FaultShapes => ({
  ...Object.fromEntries(
    Object.entries(contracts(plain)).map(([type, contract]) => [type, ANSWERS[contract].faults]),
  ),
  [JSON_TYPE]: ANSWERS[plain].faults,
});
