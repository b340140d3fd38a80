'use strict';
// `npm run user -- …` and its like are commands of the server's own file. They run in emergencies:
// none installs, builds or fetches anything.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const SERVER = join(__dirname, '../dist/portcullis.cjs');
if (existsSync(SERVER)) {
  require(SERVER);
} else {
  process.stderr.write('dist/portcullis.cjs is missing: run npm ci && npm run build.\n');
  process.exitCode = 1;
}
