import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { listen } from './listen.mjs';

const file = (name, type) => ({
  type: `${type}; charset=utf-8`,
  text: readFileSync(new URL(`page/${name}`, import.meta.url)),
});

const html = file('index.html', 'text/html');

const FILES = {
  '/': html,
  '/callback': html,
  '/style.css': file('style.css', 'text/css'),
  '/app.js': file('app.js', 'text/javascript'),
  '/api.js': file('api.js', 'text/javascript'),
  '/view.js': file('view.js', 'text/javascript'),
};

/** Serves the page of a frontend; resolves to its origin. */
export async function startPage(port, config) {
  const files = {
    ...FILES,
    '/config.json': { type: 'application/json', text: JSON.stringify(config) },
  };
  const headers = {
    'content-security-policy': `default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self' ${config.server}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
  const server = createServer((request, response) => {
    const found = files[new URL(request.url, 'http://localhost').pathname];
    if (found) response.writeHead(200, { ...headers, 'content-type': found.type }).end(found.text);
    else response.writeHead(404).end();
  });
  return listen(server, { port, what: 'the page', variable: 'DEMO_PAGE_PORT' });
}
