import type { User } from './users.js';

/** What users can be looked up by. */
export const SEARCHED = ['username', 'email', 'id'] as const;
export type Searched = (typeof SEARCHED)[number];

export interface UserSearch {
  readonly by: Searched;
  /** As the key begins: folded, where names and addresses are. */
  readonly prefix: string;
  /** Only those behind this key. */
  readonly after: string | null;
  readonly limit: number;
}

export interface UserPage {
  /** In the order of what was searched. */
  readonly users: readonly User[];
  /** Key of the last one; null where there are none behind it. */
  readonly next: string | null;
}

/** The accounts in order, a page at a time; every page of a search costs the same. */
export abstract class UserDirectory {
  abstract search(search: UserSearch): Promise<UserPage>;
  abstract count(): Promise<number>;
  /** By id, for protocols whose pages have numbers; what lies before it is counted off. */
  abstract slice(offset: number, limit: number): Promise<readonly User[]>;
}
