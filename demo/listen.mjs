import { once } from 'node:events';

/** Listens and answers the origin; a port that is taken ends the demonstration. */
export async function listen(server, { port, host = 'localhost', what, variable }) {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(
      `The demonstration could not start: port ${port}, for ${what}, is taken by another program. End that one, or choose another port: ${variable}=${port + 1} npm run demo:oidc`,
    );
    process.exit(1);
  }
  return `http://localhost:${server.address().port}`;
}
