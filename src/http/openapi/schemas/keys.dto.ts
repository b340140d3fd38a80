import { ApiProperty, getSchemaPath } from '@nestjs/swagger';

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
