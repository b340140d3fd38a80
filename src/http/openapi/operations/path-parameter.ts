import type { ParameterObject } from '@nestjs/swagger';

/** `/a/:b` as OpenAPI writes it: `/a/{b}`. */
export const documentedPath = (route: string): string => route.replace(/:(\w+)/g, '{$1}');

export const pathParameter = (
  name: string,
  description: string,
  example: string,
): ParameterObject => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example,
});
