import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Whether the server is on its way out: it finishes what it began and wants nothing new. */
@Injectable()
export class Drain implements OnModuleDestroy {
  private started = false;
  private underWay = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly listeners = new Set<() => void>();

  get active(): boolean {
    return this.started;
  }

  begin(): void {
    this.started = true;
    for (const tell of this.listeners) tell();
  }

  /** Has a listener called when it begins, such as work that waits for something; to be taken back. */
  onBegin(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes on a piece of work; to be called back, once, when that is over. */
  enter(): () => void {
    this.underWay += 1;
    return () => {
      this.underWay -= 1;
      if (this.underWay === 0) for (const tell of this.waiting.splice(0)) tell();
    };
  }

  /** Resolves when nothing that was taken on is under way. */
  async finished(): Promise<void> {
    if (this.underWay === 0) return;
    await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  onModuleDestroy(): void {
    this.begin();
  }
}
