import { cursorText, readCursor } from '../../src/revocations/feed-cursor.js';

const CHAIN = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHER = 'b-_9876543210abcdefghi';

describe('a cursor of the feed', () => {
  it.each([
    { at: 1, places: new Map() },
    { at: 1_800_000_000, places: new Map([[CHAIN, 7]]) },
    {
      at: 1_800_000_000,
      places: new Map([
        [CHAIN, 1],
        [OTHER, 2_147_483_647],
      ]),
    },
  ])('is read as it was written: %o', (cursor) => {
    const text = cursorText(cursor);
    expect(readCursor(text)).toEqual(cursor);
    expect(encodeURIComponent(text)).toBe(text);
  });

  it('is the same for the same places, in whatever order they were reached', () => {
    const one = new Map([
      [CHAIN, 1],
      [OTHER, 2],
    ]);
    const other = new Map([...one].reverse());
    expect(cursorText({ at: 5, places: one })).toBe(cursorText({ at: 5, places: other }));
  });

  it.each([
    '',
    '1',
    '1~',
    '2~1800000000',
    '1~-1',
    '1~01',
    `1~1800000000~${CHAIN}`,
    `1~1800000000~${CHAIN}.0`,
    `1~1800000000~${CHAIN}.-1`,
    `1~1800000000~${CHAIN}.99999999999`,
    `1~1800000000~${CHAIN}x.1`,
    `1~1800000000~${CHAIN}.1~`,
  ])('is not %j', (text) => {
    expect(readCursor(text)).toBeNull();
  });
});
