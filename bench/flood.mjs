import { openLoad } from './load/load.mjs';
import { OVERLOAD } from './plan.mjs';

/** Logins at a rate that cannot be served, on the server that everything else was measured on. */
export async function flood(stage, perSecond) {
  const { server } = stage.actors.get('portcullis-mariadb');
  const load = await openLoad(server, 'portcullis', { connections: 8 });
  const figures = await load.flood({ perSecond, seconds: OVERLOAD.seconds });
  await load.close();
  return figures;
}
