import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { aMatchRecord } from '../../../../../test/support/games/match-records';
import type { GameKind } from '../record/game-kind';
import type { GameSourceKey } from '../record/sources';
import { DEFAULT_SETTINGS, type MatchRecord } from './match-record';
import { matchRecords } from './match-records';

const FILE = join(__dirname, '../../../../../test/fixtures/games/pairs.csv');

type Line = Readonly<Record<string, string>>;

const LINES: readonly Line[] = parse(readFileSync(FILE), { columns: true });

const listed = (cell = ''): string[] => cell.split('|').filter(Boolean);

/** `same`: one game. `review`: a person must say. `different`: two games. */
function recordOf(line: Line, side: 'a' | 'b'): MatchRecord {
  const cell = (name: string): string => line[`${side}_${name}`] ?? '';
  return aMatchRecord(cell('title'), {
    source: cell('source') as GameSourceKey,
    sourceKey: side,
    year: cell('year') === '' ? null : Number(cell('year')),
    families: listed(cell('platforms')),
    companyKeys: listed(cell('companies')),
    alternatives: listed(cell('alternatives')),
    kind: cell('kind') as GameKind,
    editionOf: cell('link') === 'edition' ? 'a' : null,
    portOf: cell('link') === 'port' ? 'a' : null,
    externalIds: listed(cell('ids')),
  });
}

const judged = LINES.map((line) => {
  const { clusters, reviews } = matchRecords([recordOf(line, 'a'), recordOf(line, 'b')], [], DEFAULT_SETTINGS);
  const isQueued = reviews.some(({ candidate }) => candidate !== null);
  const outcome = clusters.length === 1 ? 'joined' : isQueued ? 'queued' : 'apart';
  return { label: line['label'], trap: line['trap'], outcome, titles: [line['a_title'], line['b_title']] };
});

const count = (label: string, outcome: string): number =>
  judged.filter((pair) => pair.label === label && pair.outcome === outcome).length;

describe('labelled pairs', () => {
  it('are many, and of every kind', () => {
    expect(judged.length).toBeGreaterThanOrEqual(400);
    expect(new Set(judged.map(({ label }) => label))).toEqual(new Set(['same', 'different', 'review']));
  });

  it('what joins by itself is one game', () => {
    const joined = judged.filter(({ outcome }) => outcome === 'joined').length;
    expect(count('same', 'joined') / joined).toBeGreaterThanOrEqual(0.99);
  });

  it('what is one game joins, or a person is asked', () => {
    const same = judged.filter(({ label }) => label === 'same').length;
    expect((count('same', 'joined') + count('same', 'queued')) / same).toBeGreaterThanOrEqual(0.97);
    expect(count('same', 'joined') / same).toBeGreaterThanOrEqual(0.9);
  });

  it('what a person must say is asked, and never joined', () => {
    expect(judged.filter(({ label, outcome }) => label === 'review' && outcome !== 'queued')).toEqual([]);
  });

  it('no trap joins two games, but for homonyms that came out together', () => {
    const wrong = judged.filter(({ label, outcome }) => label !== 'same' && outcome === 'joined');
    expect(new Set(wrong.map(({ trap }) => trap))).toEqual(new Set(['homonym of the same years']));
  });
});
