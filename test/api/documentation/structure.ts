import type { OpenAPIObject } from '@nestjs/swagger';
import { nameOf, type Operation, operationsOf, responsesOf } from './document.js';

const repeated = (names: readonly string[]): readonly string[] =>
  names.filter((name, index) => names.indexOf(name) !== index);

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === '$ref' && typeof member === 'string' ? [member] : referencesIn(member),
  );
}

function resolves(document: unknown, reference: string): boolean {
  const found = reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>(
      (inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
      document,
    );
  return reference.startsWith('#/') && found !== undefined;
}

function operationFaults(document: OpenAPIObject, operation: Operation): readonly string[] {
  const name = nameOf(operation);
  const { tags = [], security = [], summary } = operation.operation;
  const tagNames = (document.tags ?? []).map((tag) => tag.name);
  const schemes = Object.keys(document.components?.securitySchemes ?? {});
  const responses = responsesOf(operation);
  return [
    ...(summary ? [] : [`${name} has no summary`]),
    ...(tags.length === 1 && tags.every((tag) => tagNames.includes(tag)) ? [] : [`${name}: tag`]),
    ...security
      .flatMap((requirement) => Object.keys(requirement))
      .filter((scheme) => !schemes.includes(scheme))
      .map((scheme) => `${name}: no security scheme ${scheme}`),
    ...(responses.length > 0 ? [] : [`${name} has no responses`]),
    ...responses
      .filter(([status]) => !/^[1-5]\d\d$/.test(status))
      .map(([status]) => `${name}: ${status} is no status`),
    ...responses
      .filter(([, { description }]) => !description)
      .map(([status]) => `${name} ${status} has no description`),
  ];
}

/** What makes a document no OpenAPI 3.0 (https://spec.openapis.org/oas/v3.0.3). */
export function structuralFaults(document: OpenAPIObject): readonly string[] {
  const operations = operationsOf(document);
  const ids = operations.map(({ operation }) => operation.operationId ?? '');
  return [
    ...(/^3\.0\.\d+$/.test(document.openapi) ? [] : ['openapi is no 3.0 version']),
    ...(document.info.title && document.info.version ? [] : ['info is incomplete']),
    ...Object.keys(document.paths)
      .filter((path) => !path.startsWith('/') || /[:*?#]/.test(path))
      .map((path) => `${path} is no path`),
    ...(ids.includes('') ? ['an operation has no id'] : []),
    ...repeated(ids).map((id) => `${id} names two operations`),
    ...operations.flatMap((operation) => operationFaults(document, operation)),
    ...referencesIn(document)
      .filter((reference) => !resolves(document, reference))
      .map((reference) => `${reference} leads nowhere`),
  ];
}
