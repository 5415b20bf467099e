import { portions } from './bulk-writes';

const write = (game: number, letters = 10): { game: number; seq: number; document: { name: string } } => ({
  ...{ game, seq: game },
  document: { name: 'é'.repeat(letters) },
});

const sizes = (writes: Parameters<typeof portions>[0]): readonly number[] =>
  [...portions(writes)].map((portion) => portion.length);

describe('what is written at once', () => {
  it('is 500 documents at most', () => {
    expect(sizes(Array.from({ length: 1001 }, (_, i) => write(i)))).toEqual([500, 500, 1]);
    expect(sizes([])).toEqual([]);
  });

  it('is 5 MB at most, a larger document alone', () => {
    expect(sizes([write(1, 1_000_000), write(2, 1_000_000), write(3, 1_000_000)])).toEqual([2, 1]);
    expect(sizes([write(1), write(2, 3_000_000), write(3)])).toEqual([1, 1, 1]);
  });

  it('keeps the order', () => {
    const writes = Array.from({ length: 700 }, (_, i) => write(i));
    expect([...portions(writes)].flat()).toEqual(writes);
  });
});
