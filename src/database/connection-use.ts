import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface Connections {
  readonly most: number;
  readonly open: number;
  readonly busy: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

export type ReadConnections = () => Connections;

const readers = new WeakMap<DataSource, ReadConnections>();

/** Says how the connections of a data source are counted, which differs by dialect. */
export function countConnections(dataSource: DataSource, read: ReadConnections): void {
  readers.set(dataSource, read);
}

const NONE: Connections = { most: 0, open: 0, busy: 0, waiting: 0 };

/** How many connections to the database there are, and how many are wanted. */
@Injectable()
export class ConnectionUse {
  constructor(private readonly dataSource: DataSource) {}

  read(): Connections {
    return readers.get(this.dataSource)?.() ?? NONE;
  }
}
