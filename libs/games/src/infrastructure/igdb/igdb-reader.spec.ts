import type { ReadingEnd } from '@hexagone/ingestion';
import { IgdbReader } from './igdb-reader';

const { signal } = new AbortController();

/** Answers these pages, one after the other, then nothing. */
async function swept(
  pages: readonly (readonly unknown[])[],
): Promise<{ items: unknown[]; asked: string[]; end: ReadingEnd }> {
  const asked: string[] = [];
  const client = {
    games: (query: string) => {
      asked.push(/id > \d+/.exec(query)?.[0] ?? '');
      return Promise.resolve(pages[asked.length - 1] ?? []);
    },
  };
  const reading = new IgdbReader(client, null).read({ cursor: null, options: {}, signal });
  const items: unknown[] = [];
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return { items, asked, end: value };
    items.push(value);
  }
}

describe('the reader of IGDB', () => {
  it('asks for what follows the greatest id, until nothing does', async () => {
    const { items, asked, end } = await swept([
      [{ id: 3 }, { id: 9 }],
      [{ id: 12, name: 'Quai' }, 'odd'],
    ]);
    expect(items).toEqual([{ id: 3 }, { id: 9 }, { id: 12, name: 'Quai' }, 'odd']);
    expect(asked).toEqual(['id > 0', 'id > 9', 'id > 12']);
    expect(end).toMatchObject({ cursor: { last: 0 }, details: { covers: { after: 0, to: null } } });
    expect(end.more).toBeUndefined();
  });

  it('leaves the rest to another run after twenty pages', async () => {
    const { asked, end } = await swept(Array.from({ length: 30 }, (_, at) => [{ id: at + 1 }]));
    expect(asked).toHaveLength(20);
    expect(end).toMatchObject({ more: true, cursor: { last: 20 }, details: { covers: { after: 0, to: 20 } } });
  });

  it('does not go round in circles', async () => {
    await expect(swept([[{ id: 3 }], [{ id: 3 }]])).rejects.toMatchObject({ outcome: 'malformed' });
    await expect(swept([[{ name: 'without' }]])).rejects.toMatchObject({ outcome: 'malformed' });
  });
});
