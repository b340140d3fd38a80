import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barChart, THEMES } from './bar-chart.mjs';

const line = (kind, label, value) => ({ kind, label, value });

function logins({ limits, measurements: m }) {
  return [
    line('limit', 'argon2id alone, all cores', limits.argon2id.perSecond),
    line('ours', 'Portcullis, MariaDB', m['portcullis-mariadb login'].perSecond),
    line('ours', 'Portcullis, SQLite', m['portcullis-sqlite login'].perSecond),
    line('peer', 'better-auth, MariaDB', m['better-auth-mariadb login'].perSecond),
    line('peer', 'better-auth, SQLite', m['better-auth-sqlite login'].perSecond),
  ];
}

function refreshes({ limits, measurements: m }) {
  return [
    line('limit', 'two RS256 signatures, one thread', limits.sign.perSecond / 2),
    line('ours', 'Portcullis, MariaDB', m['portcullis-mariadb refresh'].perSecond),
    line('ours', 'Portcullis, SQLite', m['portcullis-sqlite refresh'].perSecond),
    line(
      'peer',
      'better-auth, MariaDB (one signature)',
      m['better-auth-mariadb refresh'].perSecond,
    ),
    line('peer', 'better-auth, SQLite (one signature)', m['better-auth-sqlite refresh'].perSecond),
  ];
}

function validations({ measurements: m }) {
  return [
    line('limit', 'Nest on Fastify "hello"', m['hello hello'].perSecond),
    line('ours', 'Portcullis, token seen', m['portcullis-mariadb seen'].perSecond),
    line('ours', 'Portcullis, two workers', m['portcullis-2-workers seen'].perSecond),
    line('ours', 'Portcullis, token never seen', m['portcullis-mariadb fresh'].perSecond),
    line('peer', 'better-auth, MariaDB', m['better-auth-mariadb session'].perSecond),
    line('peer', 'better-auth, SQLite', m['better-auth-sqlite session'].perSecond),
  ];
}

/** The charts of the README, for light and dark pages, from the figures of one run. */
export function drawCharts(result, directory) {
  const { date, processor, cores, node, clients } = result.machine;
  const caption = `${date.slice(0, 10)}, ${cores} cores of ${processor}, Node ${node}, ${clients} clients on the same cores`;
  mkdirSync(directory, { recursive: true });
  const draw = (name, title, rows) => {
    const chart = { title, caption, rows };
    writeFileSync(join(directory, `${name}.svg`), barChart(chart, THEMES.light));
    writeFileSync(join(directory, `${name}-dark.svg`), barChart(chart, THEMES.dark));
  };
  draw('logins', 'Logins a second', logins(result));
  draw('refreshes', 'Refreshes a second', refreshes(result));
  draw('validations', 'Validations a second', validations(result));
}
