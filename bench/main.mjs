import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bars } from './bars.mjs';
import { openScratch } from './databases.mjs';
import { ensurePeersInstalled } from './peers/install.mjs';
import { machine } from './machine.mjs';
import { rawLimits, ROUND } from './measurements.mjs';
import { OVERLOAD, ROUNDS, root } from './plan.mjs';
import { peakMemoryMiB } from './process-meter.mjs';
import { drawCharts } from './report/charts.mjs';
import { writeBars } from './report/bar-section.mjs';
import { barTable, figureTable } from './report/table.mjs';
import { flood } from './flood.mjs';
import { Stage } from './stage.mjs';
import { coldStart, stormMemory } from './start-and-memory.mjs';
import { medians } from './statistics.mjs';

const started = performance.now();
const say = (text) =>
  console.log(`${String(Math.round((performance.now() - started) / 1000)).padStart(4)} s  ${text}`);

/** Named lists of rounds. */
class Book {
  pages = {};

  add(name, figures) {
    (this.pages[name] ??= []).push(figures);
  }

  medians() {
    return Object.fromEntries(
      Object.entries(this.pages).map(([name, rounds]) => [name, medians(rounds)]),
    );
  }
}

async function measure(stage) {
  const book = new Book();
  const limits = new Book();
  const starts = new Book();
  for (let round = 1; round <= ROUNDS; round += 1) {
    say(`round ${round} of ${ROUNDS}: limits`);
    for (const [name, figures] of Object.entries(await rawLimits())) limits.add(name, figures);
    for (const { name, of } of ROUND) {
      say(`round ${round} of ${ROUNDS}: ${name}`);
      const figures = await of(stage);
      if (figures.failures > 0) say(`  ${figures.failures} failed: ${figures.firstFailure}`);
      book.add(name, figures);
    }
    say(`round ${round} of ${ROUNDS}: cold start and memory`);
    const { server, figures } = await coldStart(stage);
    starts.add('start', { ...figures, ...(await stormMemory(server)) });
    await server.stop();
  }
  return { measurements: book, limits, starts };
}

function peakMemory(stage) {
  return Object.fromEntries(
    [...stage.actors].map(([name, { server }]) => [name, Math.round(peakMemoryMiB(server.pid))]),
  );
}

ensurePeersInstalled();
const scratch = await openScratch();
const stage = new Stage(scratch);
try {
  say('starting servers and registering users');
  await stage.setUp();
  say('warming up');
  await stage.warmUp();
  const { measurements, limits, starts } = await measure(stage);
  const figures = measurements.medians();
  say(`${OVERLOAD.main} times as many logins as can be served`);
  const capacity = figures['portcullis-mariadb login'].perSecond;
  const overload = await flood(stage, capacity * OVERLOAD.main);
  const start = starts.medians().start;
  const verdict = bars({ ...figures, limits: limits.medians(), start });
  const result = {
    machine: machine(),
    bars: verdict,
    limits: limits.medians(),
    measurements: figures,
    start,
    overload: { capacity, ...overload },
    peakMemoryMiB: peakMemory(stage),
    rounds: { ...measurements.pages, limits: limits.pages, start: starts.pages.start },
  };
  const directory = join(root, 'bench/results');
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${result.machine.date.slice(0, 10)}.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  drawCharts(result, join(root, 'docs/charts'));
  writeBars(result, join(root, 'docs/performance.md'));
  console.log(
    `\nat ${OVERLOAD.main} times the capacity:`,
    result.overload,
    '\npeak memory, MiB:',
    result.peakMemoryMiB,
    '\ncold start and memory:',
    start,
  );
  console.log(`\n${figureTable(figures)}\n\n${barTable(verdict)}\n`);
  say(`written to ${file}`);
} finally {
  await stage.tearDown();
  await scratch.close();
}
