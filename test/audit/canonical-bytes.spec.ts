import { CanonicalBytes } from '../../src/audit/audit-keys.js';

/** As every version has written it; seals of stored events are made of these bytes. */
function expected(fields: readonly (string | number | null)[]): Buffer {
  return Buffer.concat(
    fields.flatMap((field) => {
      const text = Buffer.from(String(field ?? ''));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(field === null ? 0xffffffff : text.length);
      return [length, text];
    }),
  );
}

const LETTERS = ['a', '\0', '\x7f', '\x80', 'é', '漢', '😀', '\ud83d', '\udc00'];

describe('the bytes that seals are made of', () => {
  it('are each field in UTF-8 behind its length, whatever is in it and wherever', () => {
    const bytes = new CanonicalBytes();
    for (const length of [0, 1, 2, 35, 36, 37, 38, 200, 300]) {
      for (const letter of LETTERS) {
        const ascii = 'x'.repeat(length);
        const fields = [
          `${letter}${ascii}`,
          `${ascii}${letter}`,
          letter.repeat(length),
          null,
          ascii,
          0,
          -1,
          Number.MAX_SAFE_INTEGER,
        ];
        expect(bytes.begin(...fields).bytes.equals(expected(fields))).toBe(true);
      }
    }
  });

  it('are whole beyond every size that there was room for before', () => {
    const bytes = new CanonicalBytes().begin();
    const fields = Array.from(
      { length: 40_000 },
      (_, index) => `${index} ${'é'.repeat(index % 50)}`,
    );
    expect(bytes.add(fields).bytes.equals(expected(fields))).toBe(true);
    const long = ['漢'.repeat(1_000_000), ''];
    expect(bytes.begin(...long).bytes.equals(expected(long))).toBe(true);
  });

  it('tell a digest from a text with the same letters', () => {
    const prefix = Buffer.from([0xff, 0xff, 0xff, 0xfe]);
    const bytes = new CanonicalBytes().begin('a').addDigest('digest').addDigest('').bytes;
    const digest = Buffer.from('digest');
    expect(bytes).toEqual(Buffer.concat([expected(['a']), prefix, digest, prefix]));
  });
});
