import { readFileSync } from 'node:fs';
import type { Environs } from './env-file.js';

/** Reads environment variables, and gathers what is wrong with them and which were asked for. */
export class Variables {
  readonly faults: string[] = [];
  /** The names of all that were asked for, set or not. */
  readonly names = new Set<string>();

  constructor(private readonly environs: Environs) {}

  /** An empty variable counts as unset, as compose files and CI systems produce them. */
  text(name: string): string | undefined {
    this.names.add(name);
    const value = this.environs[name]?.trim();
    return value === '' ? undefined : value;
  }

  /** `<name>`, or the content of the file that `<name>_FILE` names. */
  secret(name: string): string | undefined {
    const own = this.text(name);
    const file = this.text(`${name}_FILE`);
    if (file === undefined) return own;
    if (own !== undefined) this.fault(`${name}_FILE`, `must not be set beside ${name}`);
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content !== '') return content;
      this.fault(`${name}_FILE`, 'names an empty file');
    } catch {
      this.fault(`${name}_FILE`, 'names a file that cannot be read');
    }
    return undefined;
  }

  /** @param sentence what is wrong, in words that follow the name */
  fault(name: string, sentence: string): void {
    this.faults.push(`${name} ${sentence}`);
  }
}
