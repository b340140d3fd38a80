/** The parts of a person's name, as RFC 7643 §4.1.1 has them. */
export const NAME_PARTS = [
  'formatted',
  'familyName',
  'givenName',
  'middleName',
  'honorificPrefix',
  'honorificSuffix',
] as const;

export type NamePart = (typeof NAME_PARTS)[number];

/** What is unknown is left out. */
export type PersonName = Readonly<Partial<Record<NamePart, string>>>;

/** Given name and family name, as far as there are any; null where there is neither. */
export function composedName({ givenName, familyName }: PersonName): string | null {
  const parts = [givenName, familyName].filter((part) => part !== undefined);
  return parts.length === 0 ? null : parts.join(' ');
}

/** The whole name, as it was told or as its parts make it. */
export const wholeName = (name: PersonName): string | null => name.formatted ?? composedName(name);

/** Less what its parts say already, so that it follows them when they change. */
export function withoutEcho({ formatted, ...parts }: PersonName): PersonName {
  return formatted === undefined || formatted === composedName(parts)
    ? parts
    : { formatted, ...parts };
}

export const sameName = (one: PersonName, other: PersonName): boolean =>
  NAME_PARTS.every((part) => one[part] === other[part]);
