import { call, keepAccessToken, watchAnswers } from './api.js';
import { list, offer, onClick, onSubmit, remark, show, showAccount } from './view.js';

const API = '/api/v1/auth';
const REDIRECT_URI = `${location.origin}/callback`;

/** What has to outlive the way to the provider and back: no token is among it. */
const trip = {
  begin: (what) => sessionStorage.setItem('sign-in', JSON.stringify(what)),
  end() {
    const begun = JSON.parse(sessionStorage.getItem('sign-in') ?? '{}');
    sessionStorage.removeItem('sign-in');
    return begun;
  },
};

/** Step 1: the server makes state, nonce and PKCE; we remember the state and leave. */
async function goTo(provider, purpose) {
  const { ok, answer } = await call('POST', `${API}/providers/${provider}/authorization`, {
    redirectUri: REDIRECT_URI,
  });
  if (!ok) return remark(`The sign-in could not begin: ${answer.message}`, 'bad');
  trip.begin({ provider, purpose, state: answer.state });
  location.assign(answer.authorizationUrl);
}

/** The provider sends people back without a code when they cancel, or when it refuses. */
function refusal(parameters) {
  const error = parameters.get('error');
  if (error === 'access_denied') {
    return ['You cancelled at the provider, so nothing has changed here.', 'plain'];
  }
  const reason = parameters.get('error_description');
  return [`The provider refused: ${error}${reason ? ` (${reason})` : ''}.`, 'bad'];
}

/** Step 2: back from the provider, with our state and a code, or with a reason why there is none. */
async function comeBack(parameters) {
  const { provider, purpose, state } = trip.end();
  // The code must not stay in the address bar.
  history.replaceState(null, '', '/');
  if (state === undefined || parameters.get('state') !== state) {
    return resume('That was not a sign-in that began here, so nothing was done.', 'bad');
  }
  const authCode = parameters.get('code');
  if (authCode === null) return resume(...refusal(parameters));
  const exchange = { provider, authCode, redirectUri: REDIRECT_URI, state };
  return purpose === 'link' ? link(exchange) : signIn(exchange);
}

async function signIn(exchange) {
  const { ok, answer } = await call('POST', `${API}/token`, exchange);
  if (ok) return whoAmI();
  if (answer.errorCode === 'ACCOUNT_LINK_REQUIRED') {
    sessionStorage.setItem('link-to', exchange.provider);
    return show(
      'link',
      'You have an account here',
      'An account with your address exists already. Sign in to it with its password; then the provider is linked to it, and either will do.',
    );
  }
  return show('signed-out', 'Sign in', `The sign-in failed: ${answer.message}`, 'bad');
}

/** Linking asks for both proofs: the password first, then the provider once more. */
async function beginLink({ username, password }) {
  const { ok, answer } = await call('POST', `${API}/token`, { username, password });
  if (!ok) return remark(answer.message, 'bad');
  return goTo(sessionStorage.getItem('link-to'), 'link');
}

async function link(exchange) {
  // The page was left, and its access token with it; the refresh cookie brings another.
  await renew();
  const { ok, answer } = await call('POST', `${API}/identities`, exchange);
  sessionStorage.removeItem('link-to');
  return ok
    ? whoAmI('The provider is linked: from now on it signs you in to this account.', 'good')
    : resume(`Linking failed: ${answer.message}`, 'bad');
}

/** A refusal says that there is no session; anything else says nothing about it. */
const verdict = ({ ok, status }) => (ok ? 'yes' : status === 401 ? 'no' : 'unknown');

async function renew() {
  const result = await call('POST', `${API}/refresh`);
  const { ok, answer } = result;
  // `external` keeps its access token in a cookie, and says so by its message.
  if (ok && answer.message === undefined) keepAccessToken(answer.accessToken);
  return verdict(result);
}

async function whoAmI(note, tone) {
  const result = await call('GET', `${API}/me`);
  if (result.ok) {
    showAccount(result.answer);
    show('signed-in', `Signed in as ${result.answer.username}`, note, tone);
  }
  return verdict(result);
}

/** Finds out whether there is a session, by access token or by refresh cookie, and shows that. */
async function resume(note, tone) {
  let signedIn = await whoAmI(note, tone);
  if (signedIn === 'no') signedIn = await renew();
  else if (signedIn === 'yes') return;
  if (signedIn === 'yes') signedIn = await whoAmI(note, tone);
  if (signedIn === 'no') {
    keepAccessToken(undefined);
    show('signed-out', 'Sign in', note, tone);
  } else if (signedIn === 'unknown') {
    show('unknown', 'Are you signed in?', `${note ?? ''} The server cannot tell just now.`, 'bad');
  }
}

async function refresh() {
  const renewed = await renew();
  if (renewed === 'yes') return whoAmI('The session goes on with new tokens.', 'good');
  return resume('The session could not be refreshed.', 'bad');
}

async function logOut() {
  const { status, answer } = await call('POST', `${API}/refresh/logout`);
  if (status !== 204) {
    return resume(`The logout failed. ${status || 'No answer'}: ${answer.message}`, 'bad');
  }
  keepAccessToken(undefined);
  return show('signed-out', 'You are signed out', 'The session is over, and its cookies are gone.');
}

watchAnswers(list);
onClick('me', () => resume());
onClick('retry', () => resume());
onClick('refresh', refresh);
onClick('logout', logOut);
onClick('give-up', () => show('signed-out', 'Sign in'));
onSubmit('link', beginLink);

const { ok, answer } = await call('GET', `${API}/providers`);
if (ok) offer(answer.providers, (provider) => goTo(provider, 'sign-in'));
const parameters = new URLSearchParams(location.search);
if (!ok) show('signed-out', 'Sign in', answer.message, 'bad');
else if (parameters.has('state')) await comeBack(parameters);
else await resume();
