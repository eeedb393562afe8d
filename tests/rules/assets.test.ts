import { describe, expect, it } from 'vitest';
import { hashOf } from '../../libs/pages/asset.ts';

const SIZE = 100_000;
const content = Buffer.alloc(SIZE, 'x');

describe('the hash in the path of a file that browsers keep', () => {
  it('is the same for the same content', () => expect(hashOf(Buffer.from(content))).toBe(hashOf(content)));

  it.each([0, SIZE / 2, SIZE - 1])('is another one if byte %i is another one', (place) => {
    const other = Buffer.from(content);
    other[place] = 0;
    expect(hashOf(other)).not.toBe(hashOf(content));
  });
});
