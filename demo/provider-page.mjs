import { readFileSync } from 'node:fs';

const STYLE = readFileSync(new URL('page/style.css', import.meta.url), 'utf8');

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Demonstration provider</title>
    <style>${STYLE}</style>
  </head>
  <body class="elsewhere">
    <main class="card">
      <p class="mark">Demonstration provider</p>
      <h1>Who are you?</h1>
      <p class="hint">Everybody exists here: any name will do, and no password is asked for.</p>
      <form method="post">
        <label for="name">Name</label>
        <input id="name" name="name" pattern="[a-z0-9]+" maxlength="40" required autofocus autocapitalize="none" autocomplete="off" placeholder="alice">
        <button class="primary">Sign in</button>
        <button class="quiet" name="cancel" value="yes" formnovalidate>Cancel</button>
      </form>
      <p class="hint">The application learns this name, and an address made of it.</p>
    </main>
  </body>
</html>
`;

async function formOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

/** Asks who somebody is, in place of the library's own pages, which load fonts from elsewhere. */
export async function askWho(provider, request, response) {
  if (request.method !== 'POST') {
    await provider.interactionDetails(request, response);
    response.writeHead(200, HEADERS).end(page);
    return;
  }
  const form = await formOf(request);
  const name = form.get('name') ?? '';
  const result =
    form.has('cancel') || !/^[a-z0-9]{1,40}$/.test(name)
      ? { error: 'access_denied', error_description: 'The sign-in was cancelled.' }
      : { login: { accountId: name, remember: false } };
  await provider.interactionFinished(request, response, result);
}
