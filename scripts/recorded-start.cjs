'use strict';
// Runs the bundle and, when it ends, writes down what V8 has compiled of it by then.
const { readFileSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

// The bundle is to serve, and not to take these for a command of its own.
const [filename, record] = process.argv.splice(2);
const script = new Script(readFileSync(filename, 'latin1'), { filename });
process.once('exit', () => {
  writeFileSync(record, script.createCachedData());
});
script.runInThisContext()({}, createRequire(filename), module, filename, dirname(filename));
