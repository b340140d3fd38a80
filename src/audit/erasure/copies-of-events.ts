import { Injectable } from '@nestjs/common';

type Eraser = (eventIds: readonly string[]) => Promise<void>;

/** Others that keep what events say, and take personal fields out of it as well. */
@Injectable()
export class CopiesOfEvents {
  private readonly erasers = new Set<Eraser>();

  /** @param eraser is told the ids of a few hundred events, and of the same ones again. */
  add(eraser: Eraser): void {
    this.erasers.add(eraser);
  }

  async erase(eventIds: readonly string[]): Promise<void> {
    for (const eraser of this.erasers) await eraser(eventIds);
  }
}
