// Shows every mail in every language in a browser, with the templates of MAIL_TEMPLATES_DIR.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { assertInstalled } from './ready.mjs';
import { root } from './root.mjs';

assertInstalled();
ensureBuilt();
const require = createRequire(import.meta.url);
const load = (path) => require(join(root, 'dist/src', path));
const { MAIL_LANGUAGES } = load('config/choices.js');
const { MAIL_KINDS } = load('mail/mail-kind.js');
const { MailWords } = load('mail/templates/mail-words.js');
const { readTemplates } = load('mail/templates/own-templates.js');

const { MAIL_TEMPLATES_DIR, MAIL_SENDER_NAME = 'Portcullis', PORT = '3030' } = process.env;

const FACTS = {
  name: 'Ada King',
  username: 'ada',
  address: 'ada@example.com',
  code: '12345678',
  link: 'https://login.example.com/account/reset#token=a-token-of-43-characters',
};

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

function mail(words, kind, language) {
  const letter = { kind, language, to: FACTS.address, facts: FACTS, life: 1800 };
  const { subject, text, html } = words.write(letter);
  return `<h2>${kind} (${language})</h2><p>${escaped(subject)}</p>
<iframe sandbox srcdoc="${escaped(html)}"></iframe><pre>${escaped(text)}</pre>`;
}

/** Read anew for each look, so that a template that is being written shows at once. */
function page() {
  const own = MAIL_TEMPLATES_DIR ? readTemplates(MAIL_TEMPLATES_DIR) : new Map();
  const words = new MailWords(MAIL_SENDER_NAME, own);
  const mails = MAIL_KINDS.flatMap((kind) => MAIL_LANGUAGES.map((each) => mail(words, kind, each)));
  return `<!doctype html><meta charset="utf-8"><title>Mail</title>
<style>body{font-family:sans-serif;margin:24px}iframe{width:48%;height:420px;border:1px solid #999}
pre{display:inline-block;width:48%;white-space:pre-wrap;vertical-align:top;margin:0 1%}</style>
${mails.join('\n')}`;
}

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  try {
    response.end(page());
  } catch (error) {
    response.statusCode = 500;
    response.end(`<pre>${escaped(`${error.message}\n${error.cause ?? ''}`)}</pre>`);
  }
});
server.listen(Number(PORT), '127.0.0.1', () => {
  console.log(`Every mail is at http://localhost:${server.address().port}`);
});
