import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Whether the server is on its way out: it finishes what it began and wants nothing new. */
@Injectable()
export class Drain implements OnModuleDestroy {
  private started = false;

  get active(): boolean {
    return this.started;
  }

  begin(): void {
    this.started = true;
  }

  onModuleDestroy(): void {
    this.begin();
  }
}
