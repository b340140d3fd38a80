'use strict';

// The built server; with each SIGUSR2 its clock goes on by more than an access token lives.
const LEAP = 61 * 60_000;
let ahead = 0;

process.on('SIGUSR2', () => {
  ahead += LEAP;
  process.stdout.write(`clock ahead by ${ahead}\n`);
});

const SystemDate = Date;
globalThis.Date = class extends SystemDate {
  constructor(...parts) {
    super(...(parts.length === 0 ? [SystemDate.now() + ahead] : parts));
  }

  static now() {
    return SystemDate.now() + ahead;
  }
};

require('../../../dist/portcullis.cjs');
