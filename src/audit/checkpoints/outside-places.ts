import { appendFile, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { once } from 'node:events';
import type { CheckpointPlace } from '../../config/checkpoint-places.js';

/** Milliseconds that a place has to take a line. */
const PATIENCE = 5000;
/** Characters that may wait for a reader of the standard output. */
const ROOM = 4 * 2 ** 20;
/** RFC 5424 §6.2.1: log audit (13), informational (6). */
const PRIORITY = 13 * 8 + 6;

/** One write appends one line, whatever other processes append. */
async function toFile(path: string, line: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await appendFile(path, `${line}\n`, { mode: 0o600, flush: true });
}

/** A reader that has stopped does not stop the server. */
function toStream(stream: Writable, line: string): void {
  if (stream.writableLength > ROOM) throw new Error('nothing reads it');
  stream.write(`${line}\n`);
}

/** RFC 5424 over TCP, framed by octet counting (RFC 6587 §3.4.1). */
async function toSyslog(host: string, port: number, line: string): Promise<void> {
  // The line has the moment itself.
  const header = `<${PRIORITY}>1 - ${hostname()} portcullis ${process.pid}`;
  const message = Buffer.from(`${header} audit - ${line}`);
  const socket = connect({ host, port, signal: AbortSignal.timeout(PATIENCE) });
  // It holds until the end: what an event without a listener does ends the process.
  const ended = once(socket, 'close');
  socket.resume();
  socket.end(Buffer.concat([Buffer.from(`${message.length} `), message]));
  await ended;
}

async function toWebhook(url: string, line: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: line,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}

/** Hands a line over to a place out of reach of the database; rejects when it does not take it. */
export async function writeOutside(
  place: CheckpointPlace,
  line: string,
  stream: Writable,
): Promise<void> {
  switch (place.kind) {
    case 'file':
      return toFile(place.path, line);
    case 'stdout':
      toStream(stream, line);
      return;
    case 'syslog':
      return toSyslog(place.host, place.port, line);
    case 'webhook':
      return toWebhook(place.url, line);
  }
}
