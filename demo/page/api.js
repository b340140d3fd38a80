const { server } = await (await fetch('/config.json')).json();

/** Told of every request and what came of it. */
let onAnswer = () => undefined;
export const watchAnswers = (listener) => {
  onAnswer = listener;
};

/** Of a sign-in with a password; a sign-in at a provider keeps its tokens in cookies alone. */
let accessToken;
export const keepAccessToken = (token) => {
  accessToken = token;
};

async function ask(method, path, body) {
  const response = await fetch(server + path, {
    method,
    credentials: 'include',
    headers: {
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, answer: text === '' ? {} : JSON.parse(text) };
}

/** Cookies go along; scripts never see the tokens in them. Never rejects. */
export async function call(method, path, body) {
  const result = await ask(method, path, body).catch(() => ({
    status: 0,
    answer: { message: `The server at ${server} does not answer.` },
  }));
  onAnswer({ method, path, ...result });
  return { ok: result.status >= 200 && result.status < 300, ...result };
}
