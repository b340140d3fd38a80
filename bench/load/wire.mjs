import { once } from 'node:events';
import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
const CHUNKED = /\r\ntransfer-encoding: chunked\r\n/i;
const LAST_CHUNK = '0\r\n\r\n';
/** Bytes read at once. */
const ROOM = 16 * 1024;

/** The text between the frames of a body in chunks, of ASCII alone (RFC 9112 §7.1). */
function unchunked(body) {
  let text = '';
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.slice(at, end), 16);
    if (size === 0) return text;
    text += body.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
}

/** The body, when all of it is there. */
function bodyIn(head, body) {
  if (CHUNKED.test(head)) return body.endsWith(LAST_CHUNK) ? unchunked(body) : undefined;
  const length = Number(LENGTH.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`an answer without a length: ${head.slice(0, 200)}`);
  return body.length < length ? undefined : body;
}

/**
 * One kept connection, and the least that HTTP/1.1 can be spoken by: a whole client costs more than
 * a validation costs the server, and on one machine both share the cores. One question at a time,
 * and answers of ASCII.
 */
export class Wire {
  closed = false;
  #host;
  #socket;
  #waiting;
  #received = '';

  constructor(url) {
    const { hostname, port, host } = new URL(url);
    this.#host = host;
    this.#socket = connect({
      host: hostname,
      port: Number(port),
      noDelay: true,
      onread: {
        buffer: Buffer.alloc(ROOM),
        callback: (length, buffer) => {
          this.#take(buffer.latin1Slice(0, length));
          return true;
        },
      },
    });
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => this.#fail(new Error('the connection was closed')));
  }

  /** Status, head and body of the answer. */
  ask(method, path, headers = {}, body = '') {
    let head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    if (method === 'POST') head += `content-length: ${body.length}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${head}\r\n${body}`, 'latin1');
    });
  }

  async close() {
    if (this.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  #take(text) {
    this.#received += text;
    const end = this.#received.indexOf(HEAD_END);
    if (end === -1) return;
    const head = this.#received.slice(0, end + 2);
    let body;
    try {
      body = bodyIn(head, this.#received.slice(end + HEAD_END.length));
    } catch (error) {
      this.#fail(error);
    }
    if (body === undefined) return;
    this.#received = '';
    const status = Number(head.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    this.#waiting.resolve({ status, head, text: body });
  }

  #fail(error) {
    this.closed = true;
    this.#waiting?.reject(error);
  }
}
