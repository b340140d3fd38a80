const { server } = await (await fetch('/config.json')).json();
const element = (id) => document.getElementById(id);

/** Cookies go along; scripts never see the tokens in them. */
async function call(method, path, body) {
  const response = await fetch(server + path, {
    method,
    credentials: 'include',
    headers: body ? { 'content-type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  element('answer').textContent =
    `${method} ${path}\n${response.status}\n\n` + (answer ? JSON.stringify(answer, null, 2) : '');
  return { ok: response.ok, answer };
}

function show(status, signedIn) {
  element('status').textContent = status;
  element('session').hidden = !signedIn;
  element('providers').hidden = signedIn;
}

/** Step 1: the server makes state, nonce and PKCE; we remember the state and leave. */
async function signIn(provider) {
  const redirectUri = `${location.origin}/callback`;
  const path = `/api/v1/auth/providers/${provider}/authorization`;
  const { ok, answer } = await call('POST', path, { redirectUri });
  if (!ok) return show('The sign-in could not begin.', false);
  sessionStorage.setItem('sign-in', JSON.stringify({ provider, redirectUri, state: answer.state }));
  location.assign(answer.authorizationUrl);
}

/** Step 2: back from the provider, with a code and our state. */
async function complete(parameters) {
  const begun = JSON.parse(sessionStorage.getItem('sign-in') ?? '{}');
  sessionStorage.removeItem('sign-in');
  // The code must not stay in the address bar.
  history.replaceState(null, '', '/');
  if (parameters.get('state') !== begun.state) return show('That was not our sign-in.', false);
  const { ok } = await call('POST', '/api/v1/auth/token', {
    ...begun,
    authCode: parameters.get('code'),
  });
  show(ok ? 'You are signed in.' : 'The sign-in failed.', ok);
}

async function whoAmI() {
  const { ok, answer } = await call('GET', '/api/v1/auth/me');
  show(ok ? `You are signed in as ${answer.username}.` : 'You are signed out.', ok);
}

async function refresh() {
  const { ok } = await call('POST', '/api/v1/auth/refresh');
  show(ok ? 'Your session was refreshed.' : 'Your session is over.', ok);
}

async function logOut() {
  const { ok } = await call('POST', '/api/v1/auth/logout');
  show(ok ? 'You are signed out.' : 'The logout failed.', !ok);
}

async function offerProviders() {
  const { answer } = await call('GET', '/api/v1/auth/providers');
  for (const { name, label } of answer.providers) {
    const button = document.createElement('button');
    button.textContent = `Sign in with ${label}`;
    button.addEventListener('click', () => signIn(name));
    element('providers').append(button);
  }
}

element('me').addEventListener('click', whoAmI);
element('refresh').addEventListener('click', refresh);
element('logout').addEventListener('click', logOut);

await offerProviders();
const parameters = new URLSearchParams(location.search);
if (parameters.has('code')) await complete(parameters);
else await whoAmI();
