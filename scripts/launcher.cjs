#!/usr/bin/env node
'use strict';
// Becomes `dist/portcullis.cjs`: compiles the bundle, or takes what V8 compiled at build time.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const BUNDLE = 'portcullis.bundle.js';
const RECORD = 'portcullis.bundle.cache';
const DIGESTS = 'portcullis.bundle.sha256';

const read = (name) => readFileSync(join(__dirname, name));
const line = (name, content) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`;

/**
 * V8 knows a source by its length and takes damaged records, or dies of them. So it is handed the
 * record of this very bundle, to the bit, or none, and compiles anew.
 */
function recordOf(source) {
  try {
    const record = read(RECORD);
    const digests = line(BUNDLE, source) + line(RECORD, record);
    return read(DIGESTS).toString('latin1') === digests ? record : undefined;
  } catch {
    return undefined;
  }
}

const source = read(BUNDLE);
const filename = join(__dirname, BUNDLE);
// V8 refuses what another version of it, or other flags, have made, and compiles anew.
const script = new Script(source.toString('latin1'), { filename, cachedData: recordOf(source) });
script.runInThisContext()(exports, require, module, module.filename, __dirname);
