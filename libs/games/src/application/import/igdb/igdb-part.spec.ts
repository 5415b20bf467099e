import type { Publication, RecordReader } from '@hexagone/ingestion';
import { configMappings } from '../../../domain/mapping/config-mappings';
import { igdbDataset } from './igdb-dataset';

const mappings = configMappings({ platforms: [], genres: [], noGenre: [], companies: [] });
const datasetOf = (reader: RecordReader | null) => igdbDataset({} as Publication, mappings, { reader });
const dataset = datasetOf(null);
const judge = (fields: Record<string, unknown>) => dataset.parts[0]!.judge({ line: 1, fields }, undefined, {});

describe('games-igdb', () => {
  it('takes a game by its id, however it is written', () => {
    expect(judge({ id: '12.0', name: 'Lumen Harbor', game_type: 1 })).toMatchObject({
      take: { source_key: '12', title: 'Lumen Harbor', kind: 'dlc', external_ids: ['igdb:12'] },
    });
  });

  it('refuses a game with every fault at once, each explained', () => {
    const verdict = judge({ id: 0, name: '', game_type: 99, first_release_date: 'x', rating: 200 });
    if (!('reject' in verdict)) throw new Error('taken');
    expect(verdict.reject).toHaveLength(5);
    for (const { code } of verdict.reject) expect(Object.keys(dataset.messages)).toContain(code);
  });

  it.each(['\u0000', '\ud83d', '\udc00 twice', '\\\u0000'])(
    'refuses what no text can hold, wherever it stands: %j',
    (text) => {
      const refused = { reject: [{ code: 'forbidden_character' }] };
      expect(judge({ id: 1, name: 'Lumen Harbor', keywords: [{ name: text }] })).toEqual(refused);
    },
  );

  it.each(['\\u0000', '\\ud83d', '\ud83d\ude00', '\\\\u0000'])('takes what only looks like it: %j', (text) => {
    expect(judge({ id: 1, name: 'Lumen Harbor', keywords: [{ name: text }] })).toHaveProperty('take');
  });

  it.each([
    { name: 'Lumen '.repeat(84) },
    { alternative_names: [{ name: 'Lumen '.repeat(84) }] },
    { external_games: [{ uid: '5'.repeat(500), external_game_source: 1 }] },
    { involved_companies: [{ publisher: true, company: { name: 'Phare '.repeat(84) } }] },
  ])('refuses a name or an id that no index can hold: %#', (said) => {
    const verdict = judge({ id: 1, name: 'Lumen Harbor', ...said });
    expect(verdict).toMatchObject({ reject: [{ code: 'text_too_long', params: { most: 500 } }] });
    expect(Object.keys(dataset.messages)).toContain('text_too_long');
  });

  it('asks IGDB only where there is somebody to ask', () => {
    expect(dataset.channels).toEqual([]);
    const reader = {} as RecordReader;
    const locations = datasetOf(reader).channels.flatMap((channel) => channel.locations(new Date()));
    expect(locations).toEqual([{ kind: 'reader', name: 'igdb', part: dataset.parts[0]!.name, reader }]);
  });

  it('takes one expression as a filter', () => {
    const { pattern } = dataset.options['filter']!;
    expect(['id = 1', 'a = (1,2) & b != null', 'id = 1;', ''].map((text) => pattern?.test(text))).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
