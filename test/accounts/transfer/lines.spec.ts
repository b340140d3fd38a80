import * as fc from 'fast-check';
import { linesOf } from '../../../src/accounts/transfer/lines.js';

async function* chunksOf(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function read(text: string, size: number, most = 1000): Promise<readonly (string | null)[]> {
  const lines: (string | null)[] = [];
  for await (const some of linesOf(chunksOf(Buffer.from(text), size), most)) {
    for (const { number, bytes } of some) {
      expect(number).toBe(lines.length + 1);
      lines.push(bytes?.toString('utf8') ?? null);
    }
  }
  return lines;
}

describe('the lines of a stream', () => {
  it('are the same however it is cut into chunks', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', ' '), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (characters, size) => {
        const whole = characters.join('');
        const expected = whole.split('\n');
        // What comes after the last line end is a line only where there is something.
        if (expected.at(-1) === '') expected.pop();
        expect(await read(whole, size)).toEqual(expected);
      }),
    );
  });

  it.each([1, 3, 100])(
    'that are too long are none, and cost no others, in chunks of %d',
    async (size) => {
      expect(await read('abc\nabcd\nab\nabcde', size, 3)).toEqual(['abc', null, 'ab', null]);
    },
  );
});
