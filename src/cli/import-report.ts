import { closeSync, openSync, writeSync } from 'node:fs';
import { UnusableFile } from './unusable-file.js';
import type { LineRefused } from '../accounts/transfer/formats/line-refusal.js';

/** Where refused lines are told one by one. */
export interface RefusalReport {
  add(line: number, refusal: LineRefused): void;
  close(): void;
}

/** Characters that are gathered before they are written. */
const FULL = 65_536;

/** JSON lines in a file that its owner alone can read. */
export class ReportFile implements RefusalReport {
  private readonly file: number;
  private pending = '';

  /** @throws UnusableFile */
  constructor(path: string) {
    try {
      this.file = openSync(path, 'w', 0o600);
    } catch (error) {
      throw UnusableFile.by(path, error);
    }
  }

  add(line: number, { reason, detail }: LineRefused): void {
    this.pending += `${JSON.stringify({ line, reason, detail })}\n`;
    if (this.pending.length > FULL) this.write();
  }

  close(): void {
    this.write();
    closeSync(this.file);
  }

  private write(): void {
    writeSync(this.file, this.pending);
    this.pending = '';
  }
}

/** More would hide what is above them. */
const SHOWN = 20;

/** The first ones on standard error. */
export class ShownRefusals implements RefusalReport {
  private count = 0;

  add(line: number, { reason, detail }: LineRefused): void {
    this.count += 1;
    if (this.count <= SHOWN) process.stderr.write(`line ${line}: ${reason}: ${detail}\n`);
  }

  close(): void {
    if (this.count <= SHOWN) return;
    process.stderr.write(`and ${this.count - SHOWN} more; --report FILE tells all of them\n`);
  }
}
