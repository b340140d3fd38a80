import { createHash } from 'node:crypto';
import type { MailLanguage } from '../../../config/choices.js';

const STYLE = `body{margin:0;padding:48px 16px;font:16px/1.5 sans-serif;color:#1a1a1a;background:#fff}
main{max-width:420px;margin:0 auto}
label,input,button{display:block;box-sizing:border-box;width:100%;font:inherit}
input{margin:4px 0 16px;padding:10px;border:1px solid #767676;border-radius:6px}
button{padding:12px;border:0;border-radius:6px;background:#1f4e79;color:#fff}
@media (prefers-color-scheme:dark){body{color:#eee;background:#1a1a1a}}`;

const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64');

/** A page without script, which sends its form to itself and is shown in no frame. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_DIGEST}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join(';'),
  'x-robots-tag': 'noindex',
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

export interface Page {
  readonly language: MailLanguage;
  readonly title: string;
  /** What has come of it, or is to be known before. */
  readonly text?: string;
  readonly form?: PageForm;
}

export interface PageForm {
  readonly token: string;
  /** What stands at the field for a new password; null for a form without one. */
  readonly password: string | null;
  readonly button: string;
}

const field = (label: string): string => `<label for="password">${escaped(label)}</label>
<input id="password" name="password" type="password" autocomplete="new-password" maxlength="1024" required autofocus>`;

const form = ({ token, password, button }: PageForm): string => `<form method="post">
<input type="hidden" name="token" value="${escaped(token)}">
${password === null ? '' : field(password)}
<button>${escaped(button)}</button>
</form>`;

export function pageHtml(page: Page): string {
  const title = escaped(page.title);
  return `<!doctype html>
<html lang="${page.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${STYLE}</style></head>
<body><main>
<h1>${title}</h1>
${page.text === undefined ? '' : `<p role="status">${escaped(page.text)}</p>`}
${page.form === undefined ? '' : form(page.form)}
</main></body>
</html>
`;
}
