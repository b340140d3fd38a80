/** A place in the order of arrival; its neighbours are itself once it was left. */
export class RequestInFlight<T> {
  previous: RequestInFlight<T> = this;
  next: RequestInFlight<T> = this;

  constructor(readonly value: T) {}

  leave(): void {
    this.previous.next = this.next;
    this.next.previous = this.previous;
    this.previous = this;
    this.next = this;
  }
}

/**
 * Who came and has not left, in order. Not a `Set`: V8 ties each table that a set outgrows to the
 * one that follows, so that one dead table among the old objects keeps alive, until all of those are
 * collected, whatever was in every later one. With requests that was most of what was ever promoted.
 */
export class RequestsInFlight<T> {
  private readonly door = new RequestInFlight<T | null>(null);

  add(value: T): RequestInFlight<T | null> {
    const arrival = new RequestInFlight<T | null>(value);
    arrival.previous = this.door.previous;
    arrival.next = this.door;
    this.door.previous.next = arrival;
    this.door.previous = arrival;
    return arrival;
  }

  /** The one that came first, or null. */
  get first(): T | null {
    return this.door.next.value;
  }

  leaveFirst(): void {
    if (this.door.next !== this.door) this.door.next.leave();
  }
}
