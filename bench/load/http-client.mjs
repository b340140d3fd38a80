import { Client, Pool } from 'undici';
import { Wire } from './wire.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };

/** One user at one machine: a connection, a cookie jar, and what it was told last. */
export class HttpClient {
  cookies = new Map();
  #http;
  #url;
  #wire;

  /** @param connections more than one for clients that do not wait for their answers */
  constructor(url, connections = 1) {
    /** As a browser on the server's own pages would send it. */
    this.ownOrigin = { origin: url };
    this.#url = url;
    this.#http = connections === 1 ? new Client(url) : new Pool(url, { connections });
  }

  async get(path, headers = {}) {
    return this.#send('GET', path, { ...this.#cookie(), ...headers });
  }

  async post(path, json, headers = {}) {
    const body = json === undefined ? undefined : JSON.stringify(json);
    const type = body === undefined ? {} : JSON_TYPE;
    return this.#send('POST', path, { ...type, ...this.#cookie(), ...headers }, body);
  }

  /** The cheapest way to ask: what asks must not be what is measured. */
  quick(method, path, headers) {
    this.#wire ??= new Wire(this.#url);
    return this.#wire.ask(method, path, headers);
  }

  async close() {
    await this.#wire?.close();
    await this.#http.destroy();
  }

  async #send(method, path, headers, body) {
    const response = await this.#http.request({ method, path, headers, body });
    const text = await response.body.text();
    for (const line of [response.headers['set-cookie'] ?? []].flat()) this.#keep(line);
    return { status: response.statusCode, headers: response.headers, text };
  }

  #keep(line) {
    const [pair] = line.split(';');
    const at = pair.indexOf('=');
    this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }

  #cookie() {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

/** The body of an answer that has to be a success. */
export function succeeded({ status, text }) {
  if (status !== 200 && status !== 201) throw new Error(`${status} ${text.slice(0, 200)}`);
  return JSON.parse(text);
}
