import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** RFC 7517 §4; `n` and `e` of an RSA key, `crv`, `x` and `y` of an elliptic one. */
export abstract class PublicKey {
  @ApiProperty({ enum: ['RSA', 'EC'], example: 'RSA' })
  abstract readonly kty: string;

  @ApiProperty({ description: 'RFC 7638 thumbprint' })
  abstract readonly kid: string;

  @ApiProperty({ enum: ['sig'], example: 'sig' })
  abstract readonly use: string;

  @ApiProperty({ enum: ['RS256', 'ES256'], example: 'RS256' })
  abstract readonly alg: string;

  @ApiPropertyOptional({ description: 'Modulus' })
  abstract readonly n?: string;

  @ApiPropertyOptional({ description: 'Exponent' })
  abstract readonly e?: string;

  @ApiPropertyOptional({ description: 'Curve', enum: ['P-256'] })
  abstract readonly crv?: string;

  @ApiPropertyOptional()
  abstract readonly x?: string;

  @ApiPropertyOptional()
  abstract readonly y?: string;
}

export abstract class KeySetAnswer {
  @ApiProperty({ type: [PublicKey] })
  abstract readonly keys: readonly PublicKey[];
}
