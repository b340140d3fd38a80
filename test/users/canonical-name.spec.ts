import fc from 'fast-check';
import { canonicalEmail, canonicalName, trimmedName } from '../../src/users/canonical-name.js';

const hex = (letter: string): string => letter.codePointAt(0)?.toString(16) ?? '';

function* everyLetter(): Generator<string> {
  for (let point = 0; point <= 0x10ffff; point += 1) {
    if (point < 0xd800 || point > 0xdfff) yield String.fromCodePoint(point);
  }
}

describe('the canonical key of a name', () => {
  it.each([
    ['case', 'Alice', 'alice'],
    ['outer blanks', '  alice\t\n', 'alice'],
    ['full width', 'Ａｌｉｃｅ', 'alice'],
    ['a ligature', 'oﬃce', 'office'],
    ['the Kelvin sign', 'K', 'k'],
    ['the Ångström sign', 'Å', 'å'],
    ['composition', 'e\u0301mile', 'émile'],
    ['composition that lower case alone has', 'H\u0331', 'ẖ'],
    ['the Greek final sigma', 'ΟΔΟΣ', 'οδοσ'],
    ['the final sigma, written out', 'οδος', 'οδοσ'],
    ['the Greek iota subscript', 'ᾳ', 'αι'],
    ['a double s', 'groß', 'gross'],
    ['Cherokee', 'Ꭰ', 'ꭰ'],
    ['Georgian', 'Ა', 'ა'],
    ['the dotted capital i, which keeps its dot', 'İ', 'i̇'],
    ['a letter that has no capital of one', 'ŉ', 'ʼn'],
    ['Arabic digits, which stay', '٣', '٣'],
    ['a capital sharp s', 'GROẞ', 'gross'],
    ['all that is allowed', 'a.b_c-d@e+9', 'a.b_c-d@e+9'],
  ])('looks through %s', (_, name, key) => {
    expect(canonicalName(name)).toBe(key);
  });

  it.each([
    ['the dotted and the dotless i', 'İ', 'ı'],
    ['the dotted capital and a plain i', 'İ', 'i'],
    ['the dotless and the dotted i', 'ı', 'i'],
    ['accents', 'emile', 'émile'],
    ['Latin and Cyrillic', 'a', 'а'],
  ])('keeps apart %s', (_, one, other) => {
    expect(canonicalName(one)).not.toBe(canonicalName(other));
  });

  it.each([
    ['nothing', ''],
    ['blanks alone', ' \t '],
    ['an inner blank', 'a b'],
    ['a no-break space', 'a\u00a0b'],
    ['NUL', 'a\0'],
    ['a control character', 'a\u0007'],
    ['a zero-width joiner', 'a\u200db'],
    ['a zero-width space', 'a\u200bb'],
    ['a direction override', 'a\u202eb'],
    ['an isolate', 'a\u2066b'],
    ['a soft hyphen', 'a\u00adb'],
    ['an invisible letter', 'admin\u3164'],
    ['a variation selector', 'admin\ufe0f'],
    ['an empty hieroglyph', 'admin\u{13441}'],
    ['a full-width @', 'a＠b'],
    ['a fraction, whose key has a slash', '½'],
    ['an emoji', '😀'],
    ['a lone surrogate', 'a\ud800'],
    ['an unassigned code point', 'a\u0378'],
    ['private use', 'a\ue000'],
    ['a quote', "o'neill"],
    ['a percent sign', 'a%'],
    ['129 code points', 'a'.repeat(129)],
    ['a key of more than 128', 'ﬃ'.repeat(43)],
    ['a key of more than 128 once folded', 'ß'.repeat(65)],
  ])('refuses %s', (_, name) => {
    expect(canonicalName(name)).toBeNull();
  });

  it('counts code points', () => {
    expect(canonicalName('𝒶'.repeat(128))).toBe('a'.repeat(128));
    expect(canonicalName('𐐀'.repeat(128))).toBe('𐐨'.repeat(128));
    expect(canonicalName('𐐀'.repeat(129))).toBeNull();
  });

  it('is its own key, whatever the name', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(name, (raw) => {
        const key = canonicalName(raw);
        return key === null || canonicalName(key) === key;
      }),
      { numRuns: 5000 },
    );
  });

  it('is its own key for every single code point', () => {
    for (const letter of everyLetter()) {
      const key = canonicalName(letter);
      if (key !== null && canonicalName(key) !== key) throw new Error(hex(letter));
    }
  });

  it.each([
    ['capitals', (letter: string) => letter.toUpperCase()],
    ['small letters', (letter: string) => letter.toLowerCase()],
  ])('is one for all letters that have the same %s, save the dotless i', (_, cased) => {
    const keys = new Map<string, string | null>();
    const apart: string[] = [];
    for (const letter of everyLetter()) {
      const key = canonicalName(letter);
      const known = keys.get(cased(letter));
      if (known === undefined) keys.set(cased(letter), key);
      else if (known !== key) apart.push(letter);
    }
    // U+0131: its capital is that of i, yet CaseFolding.txt keeps the two apart.
    expect(apart.filter((letter) => letter !== 'ı').map(hex)).toEqual([]);
  });

  it('is one for all letters that Unicode folds alike one by one', () => {
    const apart: string[] = [];
    for (const letter of everyLetter()) {
      const key = canonicalName(letter);
      if (key === null || Array.from(key).length > 1 || key === letter) continue;
      // Without regard to case as an expression sees it: CaseFolding.txt, C and S.
      const alike = new RegExp(`^\\u{${hex(letter)}}$`, 'iu').test(key);
      if (!alike && letter.normalize('NFKC') === letter) apart.push(letter);
    }
    expect(apart.map(hex)).toEqual([]);
  });

  it('is the same for a name in capitals', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(name, (raw) => {
        const key = canonicalName(raw);
        fc.pre(key !== null && !raw.includes('ı'));
        expect(canonicalName(raw.normalize('NFKC').toUpperCase())).toBe(key);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a trimmed name', () => {
  it('is spelled as it came', () => {
    expect(trimmedName(' Ａlice ')).toBe('Ａlice');
  });
});

describe('the canonical key of a mail address', () => {
  it('looks through case and width', () => {
    expect(canonicalEmail(' Alice@Example.COM ')).toBe('alice@example.com');
    expect(canonicalEmail("o'neill!#$%@example.com")).toBe("o'neill!#$%@example.com");
  });

  it('is that of a name, where it can be one', () => {
    expect(canonicalEmail('Alice+x@Example.com')).toBe(canonicalName('Alice+x@Example.com'));
  });

  it('folds as that of a name does', () => {
    expect(canonicalEmail('STRASSE@example.com')).toBe(canonicalEmail('straße@example.com'));
  });

  it.each([
    '',
    'a b@c',
    'a\u2800b@c',
    'a\0@c',
    'a\u200b@c',
    'a\ud800@c',
    `${'a'.repeat(250)}@b.co`,
  ])('refuses %j', (address) => {
    expect(canonicalEmail(address)).toBeNull();
  });
});
