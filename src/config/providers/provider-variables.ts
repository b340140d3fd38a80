import { readFileSync } from 'node:fs';
import type { Environs } from '../environs.js';

/** Reads the variables `PROVIDER_<NAME>_…` of one provider and gathers what is wrong with them. */
export class ProviderVariables {
  readonly faults: string[] = [];
  /** The names of all that were asked for, set or not. */
  readonly names = new Set<string>();
  private readonly prefix: string;

  constructor(
    private readonly environs: Environs,
    name: string,
  ) {
    this.prefix = `PROVIDER_${name.toUpperCase().replaceAll('-', '_')}_`;
  }

  /** An empty variable counts as unset. */
  text(suffix: string): string | undefined {
    const name = this.prefix + suffix;
    this.names.add(name);
    const value = this.environs[name]?.trim();
    return value === '' ? undefined : value;
  }

  list(suffix: string, separator = /,/): readonly string[] | undefined {
    return this.text(suffix)
      ?.split(separator)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }

  oneOf<T extends string>(suffix: string, choices: readonly T[]): T | undefined {
    const value = this.text(suffix);
    const chosen = choices.find((choice) => choice === value);
    if (value !== undefined && chosen === undefined) {
      this.fault(suffix, `must be one of ${choices.join(', ')}`);
    }
    return chosen;
  }

  onOff(suffix: string): boolean {
    return this.oneOf(suffix, ['on', 'off']) === 'on';
  }

  /** `<suffix>`, or the content of the file that `<suffix>_FILE` names. */
  secret(suffix: string): string | undefined {
    const file = this.text(`${suffix}_FILE`);
    if (file === undefined) return this.text(suffix);
    if (this.text(suffix) !== undefined) {
      this.fault(`${suffix}_FILE`, 'must not be set beside the secret itself');
    }
    try {
      const content = readFileSync(file, 'utf8').trim();
      if (content !== '') return content;
      this.fault(`${suffix}_FILE`, 'names an empty file');
    } catch {
      this.fault(`${suffix}_FILE`, 'names a file that cannot be read');
    }
    return undefined;
  }

  fault(suffix: string, sentence: string): void {
    this.faults.push(`${this.prefix}${suffix} ${sentence}`);
  }
}
