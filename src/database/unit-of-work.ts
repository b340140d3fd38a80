/**
 * Several writes that hold together or not at all. Every adapter called inside `run` joins it;
 * lost races reported by the database are retried, so `work` may run more than once.
 */
export abstract class UnitOfWork {
  abstract run<T>(work: () => Promise<T>): Promise<T>;
}
