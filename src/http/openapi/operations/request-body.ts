import type { RequestBodyObject } from '@nestjs/swagger';
import { type Examples, JSON_TYPE, media } from '../media.js';
import type { Schema } from '../schemas/schemas.js';

export const jsonBody = (
  schema: Schema | readonly Schema[],
  examples: Examples,
  required = true,
): RequestBodyObject => ({ required, content: { [JSON_TYPE]: media(schema, examples) } });
