'use strict';
// Becomes `dist/portcullis.cjs`: compiles the bundle, or takes what V8 compiled at build time.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'portcullis.bundle.js');

function compiled() {
  try {
    return readFileSync(join(__dirname, 'portcullis.bundle.cache'));
  } catch {
    return undefined;
  }
}

// V8 refuses what another version of it, or other flags, have made, and compiles anew.
const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData: compiled() });
script.runInThisContext()(exports, require, module, module.filename, __dirname);
