import { Wire } from './wire.mjs';

const JSON_TYPE = { 'content-type': 'application/json' };
const SET_COOKIE = /\r\nset-cookie: ([^=]+)=([^;\r]*)/gi;
/** Most answers set none, which is found out sooner than where they would be. */
const setsCookies = (head) => head.includes('et-cookie: ');

/** One user at one machine: connections, a cookie jar, and what it was told last. */
export class HttpClient {
  cookies = new Map();
  #url;
  #most;
  #wires = new Set();
  #idle = [];
  #waiting = [];

  /** @param connections more than one for clients that do not wait for their answers */
  constructor(url, connections = 1) {
    /** As a browser on the server's own pages would send it. */
    this.ownOrigin = { origin: url };
    this.#url = url;
    this.#most = connections;
  }

  get(path, headers) {
    return this.send('GET', path, { ...this.#cookie(), ...headers });
  }

  post(path, json, headers) {
    const body = json === undefined ? '' : JSON.stringify(json);
    const type = body === '' ? {} : JSON_TYPE;
    return this.send('POST', path, { ...type, ...this.#cookie(), ...headers }, body);
  }

  /** Says what it is given and nothing more: no cookie, no content type. */
  async send(method, path, headers, body) {
    const wire = await this.#freeWire();
    try {
      const answer = await wire.ask(method, path, headers, body);
      if (setsCookies(answer.head)) this.#keep(answer.head);
      return answer;
    } finally {
      this.#release(wire);
    }
  }

  async close() {
    await Promise.all([...this.#wires].map((wire) => wire.close()));
  }

  /** Servers hang up on those who say nothing for some seconds. */
  #freeWire() {
    for (let wire = this.#idle.pop(); wire !== undefined; wire = this.#idle.pop()) {
      if (!wire.closed) return wire;
      this.#wires.delete(wire);
    }
    return this.#wires.size < this.#most
      ? this.#open()
      : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #open() {
    const wire = new Wire(this.#url);
    this.#wires.add(wire);
    return wire;
  }

  #release(wire) {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#idle.push(wire);
    } else if (wire.closed) {
      this.#wires.delete(wire);
      next(this.#open());
    } else {
      next(wire);
    }
  }

  #keep(head) {
    for (const [, name, value] of head.matchAll(SET_COOKIE)) this.cookies.set(name, value);
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
