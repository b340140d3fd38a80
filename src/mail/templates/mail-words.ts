import type * as EtaPackage from 'eta';
import type { MailLanguage } from '../../config/choices.js';
import type { Letter, Words } from '../letter.js';
import type { MailFacts, MailKind } from '../mail-kind.js';
import { builtIn, LANGUAGES, type Part } from './built-in.js';

/** Templates of the operator, by `<language>/<kind>.<part>`. */
export type OwnTemplates = ReadonlyMap<string, string>;

export const templateName = (language: MailLanguage, kind: MailKind, part: Part): string =>
  `${language}/${kind}.${part}`;

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A time in words; whole hours or days where it is long enough. */
function lifeIn(language: MailLanguage, seconds: number | null): string {
  const { days, hours, minutes } = LANGUAGES[language];
  if (seconds === null) return '';
  if (seconds > 2 * DAY) return days(Math.round(seconds / DAY));
  return seconds >= 2 * HOUR
    ? hours(Math.round(seconds / HOUR))
    : minutes(Math.round(seconds / 60));
}

type Compiled = (facts: MailFacts) => string;

/** Puts letters into words, by templates that are compiled once each. */
export class MailWords {
  private readonly plain: EtaPackage.Eta;
  private readonly escaping: EtaPackage.Eta;
  private readonly compiled = new Map<string, Compiled>();

  constructor(
    private readonly service: string,
    private readonly own: OwnTemplates = new Map(),
  ) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a server that sends no mail never loads it
    const { Eta } = require('eta') as typeof EtaPackage;
    this.plain = new Eta({ autoEscape: false, autoTrim: false });
    this.escaping = new Eta({ autoEscape: true, autoTrim: false });
    for (const name of own.keys()) this.assertCompiles(name);
  }

  write({ kind, language, facts, life }: Letter): Words {
    const all = { ...facts, service: this.service, life: lifeIn(language, life) };
    const part = (which: Part): string => this.template(language, kind, which)(all);
    return { subject: part('subject').trim(), text: part('text'), html: part('html') };
  }

  private template(language: MailLanguage, kind: MailKind, part: Part): Compiled {
    const name = templateName(language, kind, part);
    const known = this.compiled.get(name);
    if (known !== undefined) return known;
    const made = this.compile(name, this.own.get(name) ?? builtIn(language, kind, part));
    this.compiled.set(name, made);
    return made;
  }

  private compile(name: string, source: string): Compiled {
    const eta = name.endsWith('.html') ? this.escaping : this.plain;
    const template = eta.compile(source);
    return (facts) => eta.render(template, facts);
  }

  /** @throws Error that names the file */
  private assertCompiles(name: string): void {
    try {
      this.compile(name, this.own.get(name) ?? '');
    } catch (cause) {
      throw new Error(`The mail template ${name}.eta cannot be read`, { cause });
    }
  }
}
