import type { DatabaseSession, Parameter } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { RetiredNameEntity } from './administrator.entity.js';
import type { CanonicalName } from './canonical-name.js';
import type { RetiredNames } from './retired-names.js';

const retiredNames = new Table(RetiredNameEntity);

/** A condition for a statement, and what is bound to it. */
interface Condition {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

const among = (digests: readonly string[]): string =>
  `SELECT digest FROM retired_names WHERE digest IN (${digests.map(() => '?').join(', ')})`;

/** The names that are given to no other account. */
export class TypeOrmRetiredNames {
  constructor(
    private readonly session: DatabaseSession,
    private readonly names: RetiredNames,
  ) {}

  /** That a name is none of them. */
  isFree(name: CanonicalName): Condition {
    const parameters = this.names.digestsOf(name);
    return { sql: `NOT EXISTS (${among(parameters)})`, parameters };
  }

  async has(name: CanonicalName): Promise<boolean> {
    return (await this.ofThese([name])).size > 0;
  }

  /** @param names 500 at most */
  async ofThese(names: readonly CanonicalName[]): Promise<ReadonlySet<CanonicalName>> {
    const byDigest = new Map(
      names.flatMap((name) => this.names.digestsOf(name).map((digest) => [digest, name] as const)),
    );
    const digests = [...byDigest.keys()];
    if (digests.length === 0) return new Set();
    const found = await this.session.select<{ readonly digest: string }>(among(digests), digests);
    return new Set(found.flatMap(({ digest }) => byDigest.get(digest) ?? []));
  }

  /** Before its owner loses it: who adds a user of the name meets the owner, this, or both. */
  async add(name: CanonicalName, retiredAt: number): Promise<void> {
    if (await this.has(name)) return;
    const [digest = ''] = this.names.digestsOf(name);
    await this.session.execute(...retiredNames.insert([{ digest, retiredAt }]));
  }
}
