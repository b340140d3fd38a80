/** The one key under which every spelling of a name or a mail address meets. */
export type CanonicalName = string & { readonly __brand: 'CanonicalName' };
