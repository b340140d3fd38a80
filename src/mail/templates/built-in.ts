import type { MailLanguage } from '../../config/choices.js';
import type { MailKind } from '../mail-kind.js';
import { ENGLISH } from './english.js';
import { GERMAN } from './german.js';
import type { LanguageWording, Wording } from './wording.js';

export const LANGUAGES: Readonly<Record<MailLanguage, LanguageWording>> = {
  en: ENGLISH,
  de: GERMAN,
};

/** The three parts of a mail; each may have a file of its own. */
export const PARTS = ['subject', 'text', 'html'] as const;
export type Part = (typeof PARTS)[number];

const LINK = '<%= it.link %>';
const CODE = '<%= it.code %>';

function textOf(greeting: string, { before, button, code, after }: Wording): string {
  const blocks = [
    greeting,
    ...before,
    ...(button === undefined ? [] : [LINK]),
    ...(code === undefined ? [] : [code, CODE]),
    ...after,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const paragraph = (text: string): string => `<p style="margin:0 0 16px">${text}</p>`;

const BUTTON =
  'display:inline-block;padding:12px 20px;border-radius:6px;background:#1f4e79;color:#ffffff;text-decoration:none';
const DIGITS = 'margin:0 0 16px;font:24px/1.4 monospace;letter-spacing:3px';

/** Nothing is loaded from anywhere: no picture tells that the mail was read. */
function htmlOf(
  language: MailLanguage,
  greeting: string,
  { before, button, code, after }: Wording,
): string {
  const blocks = [
    paragraph(greeting),
    ...before.map(paragraph),
    ...(button === undefined
      ? []
      : [paragraph(`<a href="${LINK}" style="${BUTTON}">${button}</a>`)]),
    ...(code === undefined ? [] : [paragraph(code), `<p style="${DIGITS}">${CODE}</p>`]),
    ...after.map(paragraph),
  ];
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="margin:0;padding:24px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#ffffff">
<div style="max-width:560px;margin:0 auto">
${blocks.join('\n')}
</div>
</body>
</html>
`;
}

/** The template that is used where the operator has none. */
export function builtIn(language: MailLanguage, kind: MailKind, part: Part): string {
  const { greeting, mails } = LANGUAGES[language];
  const wording = mails[kind];
  switch (part) {
    case 'subject':
      return wording.subject;
    case 'text':
      return textOf(greeting, wording);
    case 'html':
      return htmlOf(language, greeting, wording);
  }
}
