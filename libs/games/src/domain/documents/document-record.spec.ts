import { documentFaults, documentKey, documentRecord, gameDocument } from './document-record';

const hit = (source: unknown, more = {}) => gameDocument({ _index: 'games', _id: '42', _source: source, ...more });

describe('a document about a game', () => {
  it('says title, texts and keywords, and by its id what others call it', () => {
    const record = documentRecord(
      hit({ title: ' Port  Gris ', summary: ' Quiet. ', storyline: '', keywords: 'mist, harbour, mist,' }),
      'igdb',
    );
    expect(record).toMatchObject({
      title: 'Port Gris',
      externalIds: ['igdb:42'],
      texts: [{ kind: 'summary', language: 'en', text: 'Quiet.' }],
      keywords: ['mist', 'harbour'],
    });
    expect(documentKey(hit({}))).toBe('games:42');
  });

  it.each([
    [
      ['mist', 'sea', 3],
      ['mist', 'sea'],
    ],
    [null, []],
    [undefined, []],
  ])('has the keywords %j', (keywords, read) => {
    expect(documentRecord(hit({ keywords }), null)).toMatchObject({ keywords: read, externalIds: [], title: '' });
  });

  it('may be without title where its id is known to others, and nowhere else', () => {
    expect(documentFaults(hit({}), 'igdb')).toEqual([]);
    expect(documentFaults(hit({ title: ' ' }), null)).toEqual([{ field: '_source', code: 'title_missing' }]);
    expect(documentFaults(hit({ title: 'x' }), null)).toEqual([]);
  });

  it.each([
    [{ _id: '' }, ['id_missing']],
    [{ _id: 3 }, ['id_missing']],
    [{ _index: null, _id: null }, ['index_missing', 'id_missing']],
  ])('is refused with %j', (more, codes) => {
    expect(documentFaults(hit({}, more), 'igdb').map(({ code }) => code)).toEqual(codes);
  });
});
