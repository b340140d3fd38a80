/** What the page says before the first operation; Markdown. */
export const INTRODUCTION = `
Five documented dialects of one authentication server, called contracts.

| contract | log in | access / refresh | the refresh token travels in |
|---|---|---|---|
| token-pair | \`POST /api/v1/auth/token\` with a password | 15 min / 7 d | body and cookie |
| bearer-cookie | \`POST /api/v1/auth/login\` | 1 h / 7 d | cookie |
| external | \`POST /api/v1/auth/token\` with a code | 1 h / 30 d | cookie |
| envelope | \`POST /api/v1/auth/register\`, \`/login\` | 1 h / 7 d | body |
| success-flag | \`POST /api/auth/login\` | 1 h / 7 d | body |

**Try it out from top to bottom**: the first example registers \`newuser\`, the others use it. Where a
token is needed, this page carries over the last one that it received: the access token under
*Authorize*, the refresh token in the place of \`the-last-refresh-token-received\`. It keeps them
in memory only.

Every failure is one body: \`{timestamp, status, error, errorCode, message, path}\`, with
\`data: null\` on the envelope's routes and \`{success, message}\` under \`/api/auth\`; or problem
details (RFC 9457) for clients that ask for \`application/problem+json\`. A path that is no route answers
404 \`NOT_FOUND\` in the same way.
`.trim();
