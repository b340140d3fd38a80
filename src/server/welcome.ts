import type { AppConfig } from '../config/app-config.js';
import { PAGE_PREFIX, ROUTES } from '../api/requests/routes.js';

const post = (url: string, body: object): string =>
  `curl -X POST ${url} -H 'Content-Type: application/json' -d '${JSON.stringify(body)}'`;

/** What can be done next with a server that was just started. */
export function welcome(config: AppConfig, listening: string): string {
  const { protocol, port } = new URL(listening);
  const base = `${protocol}//localhost:${port}`;
  const credentials = { username: 'newuser', password: 'securepassword123' };
  return [
    '',
    `Portcullis is listening on ${base}`,
    ...(config.server.pages ? [`Pages for people: ${base}${PAGE_PREFIX}`] : []),
    ...(config.server.docs ? [`Swagger UI: ${base}/docs`] : []),
    '',
    'Try:',
    `  ${post(base + ROUTES.register, { ...credentials, email: 'user@example.com', displayName: 'John Doe' })}`,
    `  ${post(base + ROUTES.login, credentials)}`,
    `  curl ${base}${ROUTES.jwks}`,
    '',
    '',
  ].join('\n');
}
