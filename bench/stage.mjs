import { join } from 'node:path';
import { mintFreshTokens } from './load/fresh-tokens.mjs';
import { openLoad } from './load/load.mjs';
import { FIRST_PORT, FRESH_TOKENS, STEADY_AFTER } from './plan.mjs';
import { betterAuth, HELLO, LENIENT, portcullis, start } from './servers.mjs';

const SCENARIOS = {
  portcullis: ['login', 'refresh', 'fresh', 'seen'],
  'better-auth': ['login', 'refresh', 'session'],
  hello: ['hello'],
};

/** Everything that is measured, running side by side: servers, and a load process for each. */
export class Stage {
  actors = new Map();
  #port = FIRST_PORT;
  #scratch;

  constructor(scratch) {
    this.#scratch = scratch;
  }

  nextPort() {
    this.#port += 1;
    return this.#port;
  }

  async setUp() {
    const mariadb = await this.#scratch.mariadb('portcullis');
    await this.#addPortcullis('portcullis-mariadb', mariadb);
    await this.#addPortcullis('portcullis-sqlite', this.#scratch.sqlite('portcullis'));
    const two = this.subject('portcullis-mariadb', mariadb, { WORKERS: '2' });
    const freshTokens = this.#freshTokens('portcullis-mariadb');
    await this.#add('portcullis-2-workers', two, 'portcullis', { freshTokens }, ['fresh', 'seen']);
    const peerUrl = await this.#scratch.mariadb('better_auth');
    await this.#add('better-auth-mariadb', betterAuth(peerUrl), 'better-auth', { register: true });
    const peerFile = this.#scratch.sqlite('better-auth');
    await this.#add('better-auth-sqlite', betterAuth(peerFile), 'better-auth', { register: true });
    await this.#add('hello', HELLO, 'hello', {});
  }

  /** Servers that run for months are not measured in their first seconds. */
  async warmUp() {
    for (const { load, scenarios } of this.actors.values()) {
      for (const scenario of scenarios) {
        await load.run(scenario, { warmUp: 0, seconds: STEADY_AFTER[scenario] });
      }
    }
  }

  subject(name, databaseUrl, env = {}) {
    return portcullis(join(this.#scratch.directory, name), databaseUrl, env);
  }

  async tearDown() {
    for (const { load, server } of this.actors.values()) {
      await load.close();
      await server.stop();
    }
  }

  /** Users are registered by a server without limits, and log in to one that has them all. */
  async #addPortcullis(name, databaseUrl) {
    const open = await start(this.subject(name, databaseUrl, LENIENT), this.nextPort());
    const registration = await openLoad(open, 'portcullis', { register: true });
    const freshTokens = this.#freshTokens(name);
    const keys = join(this.#scratch.directory, name, 'keys');
    await mintFreshTokens(registration.given, keys, FRESH_TOKENS, freshTokens);
    await registration.close();
    await open.stop();
    await this.#add(name, this.subject(name, databaseUrl), 'portcullis', { freshTokens });
  }

  #freshTokens(name) {
    return join(this.#scratch.directory, `${name}-tokens.json`);
  }

  async #add(name, subject, speaks, how, scenarios = SCENARIOS[speaks]) {
    const server = await start(subject, this.nextPort());
    const load = await openLoad(server, speaks, how);
    this.actors.set(name, { server, load, subject, scenarios });
  }
}
