import { fileURLToPath } from 'node:url';
import { availableParallelism } from 'node:os';

/** How the benchmark is run; the whole of it stays under ten minutes. */
export const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
export const CLIENTS = 32;
export const CORES = availableParallelism();

/** Seconds of each measurement, after its warm-up. */
export const SECONDS = { limit: 2, quick: 3, login: 4, refresh: 3.5, peer: 3, storm: 5 };
export const WARM_UP = 1.2;

/** Until the code of the slow paths is compiled: at two hundred logins a second that takes a while. */
export const STEADY_AFTER = { login: 12, refresh: 3, fresh: 2, seen: 2, session: 2, hello: 2 };

/** Those who refresh while the other 24 log in, and the milliseconds between two refreshes of one. */
export const STORM = { refreshers: 8, pause: 100 };

/** How much more is asked than can be done. */
export const OVERLOAD = { main: 2, storm: 3, seconds: 6, clients: 64 };

/** More than the server remembers, so that each is forgotten long before its turn comes again. */
export const FRESH_TOKENS = 24_000;

export const PASSWORD = 'securepassword123';

/** Every database of a run begins with this, and is dropped at its end. */
export const DATABASE_PREFIX = 'portcullis_bench_';
export const MARIADB = process.env.BENCH_DATABASE_URL ?? 'mariadb://root@127.0.0.1:3306';

export const FIRST_PORT = Number(process.env.BENCH_PORT ?? 3280);

export const root = fileURLToPath(new URL('..', import.meta.url));
export const peers = fileURLToPath(new URL('peers/', import.meta.url));
