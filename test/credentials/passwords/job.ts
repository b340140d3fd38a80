import type { AdmissionGate } from '../../../src/credentials/passwords/admission-gate.js';

/** Work behind the gate that ends when the test says so. */
export class Job {
  started = false;
  readonly done: Promise<string>;
  private settle: { finish: () => void; fail: () => void } | null = null;

  constructor(gate: AdmissionGate, onStart: () => void = () => undefined) {
    this.done = gate.run(() => {
      this.started = true;
      onStart();
      return new Promise<string>((resolve, reject) => {
        this.settle = {
          finish: () => {
            resolve('finished');
          },
          fail: () => {
            reject(new Error('work failed'));
          },
        };
      });
    });
    // What becomes of it is for the test to look at, when it likes.
    this.done.catch(() => undefined);
  }

  finish(): Promise<string> {
    this.settle?.finish();
    return this.done;
  }

  fail(): Promise<string> {
    this.settle?.fail();
    return this.done;
  }
}
