import { ApiProperty, type ParameterObject } from '@nestjs/swagger';

/** Of an answer that is one page of several. */
export const NextCursorProperty = (): PropertyDecorator =>
  ApiProperty({
    type: String,
    nullable: true,
    description: 'The `cursor` of the next page; null on the last one',
    example: null,
  });

/**
 * How a page is asked for.
 * @param what a page is made of
 * @param same what has to be as it was for the last page
 */
export const pageParameters = (what: string, same?: string): readonly ParameterObject[] => [
  {
    name: 'cursor',
    in: 'query',
    description: `The \`nextCursor\` of the last page${same === undefined ? '' : `, with ${same}`}`,
    schema: { type: 'string' },
  },
  {
    name: 'limit',
    in: 'query',
    description: `${what} of a page`,
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
];
