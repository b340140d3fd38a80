import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { ROUTES } from '../requests/routes.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { headers } from '../openapi/headers.js';
import { JSON_TYPE, media, type DocumentedOperation } from '../openapi/media.js';
import { JWKS_CACHING } from './jwks.controller.js';
import { TAGS } from '../openapi/tags.js';

abstract class SigningKey {
  @ApiProperty({ description: 'RFC 7638 thumbprint' })
  abstract readonly kid: string;

  @ApiProperty({ enum: ['sig'], example: 'sig' })
  abstract readonly use: string;
}

/** RFC 7518 §6.3. */
export abstract class RsaPublicKey extends SigningKey {
  @ApiProperty({ enum: ['RSA'], example: 'RSA' })
  abstract readonly kty: string;

  @ApiProperty({ enum: ['RS256'], example: 'RS256' })
  abstract readonly alg: string;

  @ApiProperty({ description: 'Modulus' })
  abstract readonly n: string;

  @ApiProperty({ description: 'Exponent' })
  abstract readonly e: string;
}

/** RFC 7518 §6.2. */
export abstract class EllipticPublicKey extends SigningKey {
  @ApiProperty({ enum: ['EC'], example: 'EC' })
  abstract readonly kty: string;

  @ApiProperty({ enum: ['ES256'], example: 'ES256' })
  abstract readonly alg: string;

  @ApiProperty({ description: 'Curve', enum: ['P-256'], example: 'P-256' })
  abstract readonly crv: string;

  @ApiProperty()
  abstract readonly x: string;

  @ApiProperty()
  abstract readonly y: string;
}

const RSA = getSchemaPath(RsaPublicKey);
const EC = getSchemaPath(EllipticPublicKey);

export abstract class KeySetAnswer {
  @ApiProperty({
    type: 'array',
    items: {
      oneOf: [{ $ref: RSA }, { $ref: EC }],
      discriminator: { propertyName: 'kty', mapping: { RSA, EC } },
    },
  })
  abstract readonly keys: readonly (RsaPublicKey | EllipticPublicKey)[];
}

export const keySet = {
  keys: [
    {
      e: 'AQAB',
      kty: 'RSA',
      n: 'tL0mDPMFzVxg8y8BNmyUq0Y8hZ0u8m6yXb1nQm3eW5gC7vJrXo2aLkS4fTzHqP9dUcE1iRwKxA',
      kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
      use: 'sig',
      alg: 'RS256',
    },
  ],
} as const;

const operation: DocumentedOperation = {
  method: 'get',
  path: ROUTES.jwks,
  operation: {
    tags: [TAGS.keys.name],
    summary: 'The public keys (RFC 7517)',
    description: 'The signing key first, then every other key whose tokens still verify.',
    responses: {
      200: {
        description: 'The key set',
        headers: headers({ 'Cache-Control': JWKS_CACHING }),
        content: {
          [JSON_TYPE]: media(KeySetAnswer, { rsa: { summary: 'One RSA key', value: keySet } }),
        },
      },
      ...faultResponses(ROUTES.jwks, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

export const keys: DocumentedController = {
  schemas: [KeySetAnswer, RsaPublicKey, EllipticPublicKey],
  operations: () => [operation],
};
