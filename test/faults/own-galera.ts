import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, GaleraNode, type GaleraPrograms, giveToServer } from './galera-node.js';

/** A Galera cluster of three nodes on this machine, which starts empty. */
export class OwnGalera {
  private constructor(
    readonly nodes: readonly [GaleraNode, GaleraNode, GaleraNode],
    private readonly directory: string,
  ) {}

  static async start(programs: GaleraPrograms): Promise<OwnGalera> {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-galera-'));
    giveToServer(directory);
    const node = async (name: string): Promise<GaleraNode> =>
      new GaleraNode(programs, await freePorts(), join(directory, name));
    const cluster = new OwnGalera([await node('1'), await node('2'), await node('3')], directory);
    const [first, ...others] = cluster.nodes;
    first.install();
    await first.start([]);
    // One after the other: the one who gives its data takes one at a time.
    for (const other of others) await other.start([first.address]);
    return cluster;
  }

  /** A node that was killed comes back, by what it lacks or by all of it. */
  async restart(node: GaleraNode): Promise<void> {
    const members = this.nodes.filter((each) => each !== node).map(({ address }) => address);
    await node.start(members);
  }

  /** @param first The node that is written to while it is there. */
  url(database: string, first: number): string {
    const turned = [...this.nodes.slice(first), ...this.nodes.slice(0, first)];
    const hosts = turned.map(({ port }) => `127.0.0.1:${port}`).join();
    return `mariadb://root@${hosts}/${database}`;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    rmSync(this.directory, { recursive: true, force: true });
  }
}
