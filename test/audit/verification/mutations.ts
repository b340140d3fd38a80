import { v7 as uuidv7 } from 'uuid';
import { eraseFalsely, eraseUnsaid } from './erasure-mutations.js';
import {
  chainOf,
  type Mutate,
  pick,
  rowsOf,
  seqOf,
  someChain,
  someEvent,
  text,
  WHERE,
} from './mutation.js';
import type { Row } from './recorded-store.js';

const EDITS: readonly (readonly [column: string, value: string | number | null])[] = [
  ['at', 1],
  ['type', 'logged-out'],
  ['user_id', 'mallory'],
  ['user_id', null],
  ['session_id', 'S'],
  ['details', '{"generation": 1}'],
  ['request_id', ''],
  ['address', '192.0.2.99'],
  ['user_agent', null],
  ['user_agent', 'curl/8.5.0 '],
  ['id', 'another'],
  ['name', 'x'],
  ['salt', null],
  ['salt', 'A'.repeat(22)],
  ['digest', 'A'.repeat(43)],
];

const edit: Mutate = (store, random) => {
  const row = someEvent(store, random);
  const [column, value] = pick(
    random,
    EDITS.filter(([name, to]) => row[name] !== to),
  );
  return {
    name: `edit ${column}`,
    expected: 'altered',
    apply: async () => {
      await store.execute(
        `UPDATE audit_events SET ${column} = ? ${WHERE}`,
        value,
        text(row, 'chain'),
        seqOf(row),
      );
    },
  };
};

const editSeal: Mutate = (store, random) => {
  const sealed = rowsOf(store, 'audit_events').filter((each) => each.mac !== null);
  const row = pick(random, sealed);
  const mac = text(row, 'mac');
  const at = 9 + random(mac.length - 10);
  const forged = mac.slice(0, at) + (mac[at] === 'A' ? 'B' : 'A') + mac.slice(at + 1);
  return {
    name: 'edit a seal',
    expected: 'altered',
    apply: async () => {
      await store.execute(
        `UPDATE audit_events SET mac = ? ${WHERE}`,
        pick(random, [forged, `unknown0${mac.slice(8)}`]),
        text(row, 'chain'),
        seqOf(row),
      );
    },
  };
};

const deleteInside: Mutate = (store, random) => {
  const chain = someChain(store, random);
  const from = random(chain.length - 3);
  const some = chain.slice(from, from + 1 + random(Math.min(20, chain.length - from - 2)));
  const renumber = random(2) === 0 && some.length <= 4;
  return {
    name: `delete ${some.length} inside${renumber ? ' and close the gap' : ''}`,
    expected: 'missing-inside',
    apply: async () => {
      for (const row of some) {
        await store.execute(`DELETE FROM audit_events ${WHERE}`, text(row, 'chain'), seqOf(row));
      }
      if (!renumber) return;
      for (const row of chain.slice(from + some.length)) {
        const to = seqOf(row) - some.length;
        const [id, seq] = [text(row, 'chain'), seqOf(row)];
        await store.execute(`UPDATE audit_events SET seq = ? ${WHERE}`, to, id, seq);
      }
    },
  };
};

const deleteAtEnd: Mutate = (store, random) => {
  const chain = someChain(store, random);
  const from = 1 + random(chain.length - 1);
  return {
    name: `delete ${chain.length - from} at the end`,
    expected: 'missing-at-end',
    apply: async () => {
      const id = text(pick(random, chain), 'chain');
      await store.execute('DELETE FROM audit_events WHERE chain = ? AND seq > ?', id, from);
    },
  };
};

const deleteChain: Mutate = (store, random) => {
  const id = text(someEvent(store, random), 'chain');
  const known = random(2) === 0;
  return {
    name: 'delete a chain',
    expected: 'chain-missing',
    apply: async () => {
      await store.execute('DELETE FROM audit_events WHERE chain = ?', id);
      if (known) await store.execute('DELETE FROM audit_chains WHERE id = ?', id);
    },
  };
};

const insertAtEnd: Mutate = (store, random) => {
  const ended = rowsOf(store, 'audit_chains').filter(({ ended: how }) => how !== null);
  const chain = chainOf(store, text(pick(random, ended), 'id'));
  const row = pick(random, chain);
  const made = random(2) === 0 ? {} : { id: uuidv7(), user_id: 'mallory' };
  const seal = pick(random, [null, row.mac ?? null, `${'x'.repeat(8)}.${'y'.repeat(43)}`]);
  return {
    name: 'insert or repeat at the end',
    expected: 'inserted',
    apply: () =>
      store.insert('audit_events', { ...row, ...made, seq: chain.length + 1, mac: seal }),
  };
};

const insertInside: Mutate = (store, random) => {
  const chain = someChain(store, random);
  const at = random(chain.length);
  const row = pick(random, chain);
  const behind = chain.slice(at).toReversed();
  return {
    name: 'insert inside and make room',
    expected: 'inserted',
    apply: async () => {
      for (const each of behind) {
        const id = text(each, 'chain');
        await store.execute(
          `UPDATE audit_events SET seq = ? ${WHERE}`,
          seqOf(each) + 1,
          id,
          seqOf(each),
        );
      }
      await store.insert('audit_events', { ...row, seq: at + 1, mac: null });
    },
  };
};

const insertChain: Mutate = (store, random) => {
  const chain = someChain(store, random);
  const id = uuidv7().slice(0, 22);
  return {
    name: 'insert a chain',
    expected: 'inserted',
    apply: async () => {
      for (const row of chain) await store.insert('audit_events', { ...row, chain: id });
    },
  };
};

const swap: Mutate = (store, random) => {
  const one = someEvent(store, random);
  const others = rowsOf(store, 'audit_events').filter(({ id }) => id !== one.id);
  const other = pick(random, others);
  return {
    name: 'swap two events',
    expected: 'altered',
    apply: async () => {
      for (const row of [one, other]) {
        await store.execute(`DELETE FROM audit_events ${WHERE}`, text(row, 'chain'), seqOf(row));
      }
      const place = (row: Row): Row => ({
        chain: row.chain ?? '',
        seq: seqOf(row),
        mac: row.mac ?? null,
      });
      await store.insert('audit_events', { ...one, ...place(other) });
      await store.insert('audit_events', { ...other, ...place(one) });
    },
  };
};

const restoreBackup: Mutate = (store) => ({
  name: 'restore a backup',
  expected: 'store-older',
  apply: () => store.restore(store.backup),
});

const forgeCheckpoint: Mutate = (store, random) => {
  const rows = rowsOf(store, 'audit_checkpoints').filter(({ heads }) => heads !== '');
  const row = pick(random, rows);
  const [where, process, seq] = ['WHERE process = ? AND seq = ?', text(row, 'process'), seqOf(row)];
  const head = text(row, 'heads').replace(
    / (\d+) /,
    (_, count: string) => ` ${Number(count) + 1} `,
  );
  const change = pick(random, [
    () => store.execute(`UPDATE audit_checkpoints SET heads = ? ${where}`, head, process, seq),
    () => store.execute(`UPDATE audit_checkpoints SET heads = '' ${where}`, process, seq),
    () => store.execute(`UPDATE audit_checkpoints SET at = at - 1 ${where}`, process, seq),
    async () => {
      const shown = store.outside.map((line) => line.replace(/"at":\d+/, '"at":1'));
      store.writeOutside([...store.outside, pick(random, shown)]);
      return Promise.resolve(0);
    },
  ]);
  return {
    name: 'forge a checkpoint',
    expected: 'checkpoint-forged',
    apply: async () => {
      await change();
    },
  };
};

export const MUTATIONS: readonly Mutate[] = [
  edit,
  edit,
  editSeal,
  eraseUnsaid,
  eraseFalsely,
  deleteInside,
  deleteInside,
  deleteAtEnd,
  deleteChain,
  insertAtEnd,
  insertInside,
  insertChain,
  swap,
  restoreBackup,
  forgeCheckpoint,
];
