import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const file = (name, type) => ({
  type,
  text: readFileSync(new URL(`page/${name}`, import.meta.url)),
});

const html = file('index.html', 'text/html; charset=utf-8');

const FILES = {
  '/': html,
  '/callback': html,
  '/app.js': file('app.js', 'text/javascript; charset=utf-8'),
};

/** Serves the page of a frontend; resolves to its origin. */
export async function startPage(port, config) {
  const files = {
    ...FILES,
    '/config.json': { type: 'application/json', text: JSON.stringify(config) },
  };
  const server = createServer((request, response) => {
    const found = files[new URL(request.url, 'http://localhost').pathname];
    if (found) response.writeHead(200, { 'content-type': found.type }).end(found.text);
    else response.writeHead(404).end();
  });
  await new Promise((resolve) => server.listen(port, 'localhost', resolve));
  return `http://localhost:${server.address().port}`;
}
