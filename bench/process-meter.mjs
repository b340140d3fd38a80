import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks of /proc are hundredths of a second on every Linux. */
const MS_A_TICK = 10;

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** A process and those it started. */
function family(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  const children = tasks.flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(family)];
}

function ownCpuMs(pid) {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_A_TICK;
}

const kibibytes = (pid, field) =>
  Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

const ownMemory = (pid) => kibibytes(pid, 'VmRSS') / 1024;
const ownPeak = (pid) => kibibytes(pid, 'VmHWM') / 1024;

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

/** Processor time that a process and its children have used, on all threads, in milliseconds. */
export const cpuMs = (pid) => sum(family(pid).map(ownCpuMs));

/** Resident memory of a process and its children in MiB. */
export const memoryMiB = (pid) => sum(family(pid).map(ownMemory));

/** The most that a process and its children have held at any time, in MiB. */
export const peakMemoryMiB = (pid) => sum(family(pid).map(ownPeak));

/** Watches memory until stopped; answers the peak in MiB. */
export function watchMemory(pid) {
  let peak = memoryMiB(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryMiB(pid));
  }, 50);
  return () => {
    clearInterval(timer);
    return peak;
  };
}
