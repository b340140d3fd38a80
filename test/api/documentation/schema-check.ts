import type { OpenAPIObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';

type Schema = SchemaObject | ReferenceObject;

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** Checks values against the schemas of a document; a property that no schema names or lets be is a fault. */
export class SchemaCheck {
  constructor(private readonly document: OpenAPIObject) {}

  /** What is wrong, one sentence each. */
  complaints(schema: Schema | undefined, value: unknown, at = '$'): readonly string[] {
    if (schema === undefined) return [`${at} has no schema`];
    if ('$ref' in schema) return this.complaints(this.resolve(schema.$ref), value, at);
    if (schema.oneOf) return this.oneOf(schema, schema.oneOf, value, at);
    if (schema.anyOf) return this.anyOf(schema.anyOf, value, at);
    if (schema.allOf) return schema.allOf.flatMap((part) => this.complaints(part, value, at));
    if (value === null && schema.nullable) return [];
    const { type, enum: allowed } = schema;
    if (typeof type !== 'string') return [`${at}: a schema without a type`];
    if (!TYPES[type]?.(value)) return [`${at} is no ${type}`];
    if (allowed && !allowed.includes(value)) return [`${at} is none of ${allowed.join(', ')}`];
    return this.parts(schema, value, at);
  }

  resolve(reference: string): SchemaObject | undefined {
    const name = reference.replace('#/components/schemas/', '');
    const found = this.document.components?.schemas?.[name];
    return found && '$ref' in found ? this.resolve(found.$ref) : found;
  }

  private oneOf(
    { discriminator }: SchemaObject,
    schemas: readonly Schema[],
    value: unknown,
    at: string,
  ): readonly string[] {
    if (discriminator) {
      const kind = (value as Record<string, unknown> | null)?.[discriminator.propertyName];
      const $ref = discriminator.mapping?.[String(kind)];
      return $ref === undefined
        ? [`${at}: no ${String(kind)}`]
        : this.complaints({ $ref }, value, at);
    }
    const fitting = schemas.filter((schema) => this.complaints(schema, value, at).length === 0);
    return fitting.length < 2 ? this.anyOf(schemas, value, at) : [`${at} fits more than one`];
  }

  private anyOf(schemas: readonly Schema[], value: unknown, at: string): readonly string[] {
    const tries = schemas.map((schema) => this.complaints(schema, value, at));
    return tries.some((found) => found.length === 0) ? [] : [`${at} fits none`, ...tries.flat()];
  }

  private parts(schema: SchemaObject, value: unknown, at: string): readonly string[] {
    if (Array.isArray(value)) {
      return value.flatMap((item, index) => this.complaints(schema.items, item, `${at}[${index}]`));
    }
    return typeof value === 'object' && value !== null ? this.members(schema, value, at) : [];
  }

  private members(schema: SchemaObject, value: object, at: string): readonly string[] {
    const { properties = {}, required = [], additionalProperties } = schema;
    const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
    return [
      ...required.filter((name) => !(name in value)).map((name) => `${at}.${name} is missing`),
      ...Object.entries(value).flatMap(([name, member]) =>
        additionalProperties === true && !(name in properties)
          ? []
          : this.complaints(properties[name] ?? others, member, `${at}.${name}`),
      ),
    ];
  }
}
