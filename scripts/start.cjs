'use strict';
// Everything here is required and nothing imported: `import` would start the thread pool before
// src/config/thread-pool.ts has said what it is to be like.
const { followShell } = require('./follow-shell.mjs');
const { prepareToServe } = require('./ready.mjs');

prepareToServe();
if (process.env.npm_lifecycle_event === 'start') followShell();
require('../dist/portcullis.cjs');
