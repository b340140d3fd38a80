import { once } from 'node:events';
import { connect } from 'node:net';

const HEAD_END = '\r\n\r\n';
const LENGTH = /\r\ncontent-length: (\d+)\r\n/i;
/** Bytes; more than any answer that is asked for here. */
const ROOM = 16 * 1024;

/**
 * One kept connection, and the least that HTTP/1.1 can be spoken by: a full client costs more than
 * what a validation costs the server, and on one machine both share the cores. It takes answers with
 * `Content-Length` alone, one at a time, and fails on everything else.
 */
export class Wire {
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

  /** Status and body of the answer. */
  ask(method, path, headers = {}) {
    let head = `${method} ${path} HTTP/1.1\r\nhost: ${this.#host}\r\n`;
    for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
    if (method === 'POST') head += 'content-length: 0\r\n';
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(`${head}\r\n`, 'latin1');
    });
  }

  async close() {
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  #take(text) {
    this.#received += text;
    const end = this.#received.indexOf(HEAD_END);
    if (end === -1) return;
    const length = LENGTH.exec(this.#received)?.[1];
    if (length === undefined) {
      this.#fail(new Error(`no Content-Length: ${this.#received.slice(0, 200)}`));
      return;
    }
    const body = end + HEAD_END.length;
    if (this.#received.length < body + Number(length)) return;
    const status = Number(this.#received.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length));
    const answer = { status, text: this.#received.slice(body) };
    this.#received = '';
    this.#waiting.resolve(answer);
  }

  #fail(error) {
    this.#waiting?.reject(error);
  }
}
