import type { Environs } from '../env-file.js';
import { Variables } from '../variables.js';

/** Reads the variables `PROVIDER_<NAME>_…` of one provider and gathers what is wrong with them. */
export class ProviderVariables extends Variables {
  private readonly prefix: string;

  constructor(environs: Environs, name: string) {
    super(environs);
    this.prefix = `PROVIDER_${name.toUpperCase().replaceAll('-', '_')}_`;
  }

  override text(suffix: string): string | undefined {
    return super.text(this.prefix + suffix);
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

  override fault(suffix: string, sentence: string): void {
    super.fault(this.prefix + suffix, sentence);
  }
}
