import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAIL_LANGUAGES, type MailLanguage } from '../../config/choices.js';
import { MAIL_KINDS } from '../mail-kind.js';
import { PARTS } from './built-in.js';
import { type OwnTemplates, templateName } from './mail-words.js';

const ENDING = '.eta';

const namesOf = (language: MailLanguage): ReadonlySet<string> =>
  new Set(MAIL_KINDS.flatMap((kind) => PARTS.map((part) => templateName(language, kind, part))));

/** A folder may have one language alone. */
const filesOf = (directory: string): readonly string[] =>
  existsSync(directory) ? readdirSync(directory) : [];

/**
 * The templates of a folder: `<language>/<kind>.<part>.eta`. A file that is called otherwise would
 * never be used, and is refused.
 */
export function readTemplates(directory: string): OwnTemplates {
  const found = MAIL_LANGUAGES.flatMap((language) => {
    const known = namesOf(language);
    return filesOf(join(directory, language)).map((file) => {
      const name = `${language}/${file.slice(0, -ENDING.length)}`;
      if (!file.endsWith(ENDING) || !known.has(name)) {
        throw new Error(`${join(directory, language, file)} is no mail template that is used`);
      }
      return [name, readFileSync(join(directory, language, file), 'utf8')] as const;
    });
  });
  if (found.length === 0) throw new Error(`There is no mail template in ${directory}`);
  return new Map(found);
}
