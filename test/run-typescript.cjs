'use strict';

/** For `node -r`: lets a child process of a test run TypeScript, compiled as Jest compiles it. */
const { existsSync } = require('node:fs');
const Module = require('node:module');
const { resolve } = require('node:path');
const { transformFileSync } = require('@swc/core');
const { transform } = require('../jest.config.js');

const [, options] = transform['\\.ts$'];
const compiler = { swcrc: false, module: options.module, jsc: options.jsc, isModule: true };
const resolveFilename = Module._resolveFilename;

Module._resolveFilename = (request, parent, ...rest) => {
  const source = request.replace(/\.js$/, '.ts');
  const ours = request.startsWith('.') && parent && existsSync(resolve(parent.path, source));
  return resolveFilename(ours ? source : request, parent, ...rest);
};

Module._extensions['.ts'] = (loaded, filename) => {
  loaded._compile(transformFileSync(filename, compiler).code, filename);
};
