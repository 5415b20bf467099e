import { aMatchRecord as aRecord } from '../../../../../test/support/games/match-records';
import { type Decision, DEFAULT_SETTINGS, type MatchRecord, type Matching } from './match-record';
import { matchRecords } from './match-records';

const match = (records: readonly MatchRecord[], decisions: readonly Decision[] = []): Matching =>
  matchRecords(records, decisions, DEFAULT_SETTINGS);

/** Records by their place in the list, one list per game. */
function gamesOf(records: readonly MatchRecord[], decisions: readonly Decision[] = []): number[][] {
  const places = new Map(records.map(({ id }, place) => [id, place]));
  const games = match(records, decisions).clusters.map(({ members }) =>
    members.map(({ record }) => places.get(record)!),
  );
  return games.map((game) => game.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
}

const reasonsOf = (records: readonly MatchRecord[], decisions: readonly Decision[] = []): string[] =>
  match(records, decisions).reviews.map(({ reason }) => reason);

const aRow = (
  title: string,
  year: number | null,
  family: string,
  said: Parameters<typeof aRecord>[1] = {},
): MatchRecord => aRecord(title, { source: 'sales', year, families: [family], ...said });

const decision = (id: number, verdict: Decision['verdict'], a: MatchRecord, b: MatchRecord): Decision => ({
  id,
  verdict,
  records: [a.id, b.id],
});

describe('rows of a release source', () => {
  it('are one work until a gap of more than two years', () => {
    const rows = [1999, 2001, 2003, 2006].map((year, i) => aRow('Star Harbour', year, `p${i}`));
    expect(gamesOf(rows)).toEqual([[0, 1, 2], [3]]);
  });

  it('on one platform with more than two years between are two, whatever lies between them', () => {
    const rows = [
      aRow('Star Harbour', 1999, 'pc'),
      aRow('Star Harbour', 2001, 'wii'),
      aRow('Star Harbour', 2003, 'pc'),
    ];
    expect(gamesOf(rows)).toEqual([[0, 1], [2]]);
  });

  it('with two years in their titles are two', () => {
    expect(gamesOf([aRow('Star Harbour (2004)', null, 'pc'), aRow('Star Harbour (2005)', null, 'wii')])).toEqual([
      [0],
      [1],
    ]);
  });

  it('without year belong to the only work', () => {
    expect(gamesOf([aRow('Star Harbour', 1999, 'pc'), aRow('Star Harbour', null, 'wii')])).toEqual([[0, 1]]);
  });

  it('without year belong to the only work of that platform', () => {
    const works = [aRow('Star Harbour', 1999, 'pc'), aRow('Star Harbour', 2006, 'wii')];
    expect(gamesOf([...works, aRow('Star Harbour', null, 'wii')])).toEqual([[0], [1, 2]]);
  });

  it('without year, and of several works, are alone and asked about', () => {
    const rows = [
      aRow('Star Harbour', 1999, 'pc'),
      aRow('Star Harbour', 2006, 'wii'),
      aRow('Star Harbour', null, 'ds'),
    ];
    expect(gamesOf(rows)).toEqual([[0], [1], [2]]);
    expect(match(rows).reviews).toMatchObject([
      { record: rows[2]!.id, candidate: rows[0]!.id, reason: 'ambiguous_year' },
    ]);
    const parted = [decision(1, 'cannot_link', rows[0]!, rows[2]!)];
    expect(gamesOf(rows, parted)).toEqual([[0], [1, 2]]);
  });

  it('all without year are one work', () => {
    expect(gamesOf([aRow('Star Harbour', null, 'pc'), aRow('Star Harbour', null, 'wii')])).toEqual([[0, 1]]);
  });

  it('with another qualifier, variant or form of numerals are another work', () => {
    const titles = ['Star Harbour 2', 'Star Harbour II', 'Star Harbour 2 (8-bit)', 'Star Harbour 2 HD'];
    expect(gamesOf(titles.map((title) => aRow(title, 1999, 'pc')))).toEqual([[0], [1], [2], [3]]);
  });
});

describe('editions', () => {
  it.each([
    [-3, false],
    [-2, true],
    [6, true],
    [7, false],
  ])('%i years after their base are of it: %s', (after, joins) => {
    const records = [
      aRecord('Star Harbour', { year: 2000 }),
      aRecord('Star Harbour: Gold Edition', { year: 2000 + after }),
    ];
    expect(gamesOf(records)).toEqual(joins ? [[0, 1]] : [[0], [1]]);
    expect(reasonsOf(records)).toEqual(joins ? [] : ['edition_far']);
  });

  it('take the nearest base of their own source before any of another', () => {
    const edition = aRow('Star Harbour: Gold Edition', 2004, 'pc');
    const bases = [
      aRow('Star Harbour', 1999, 'pc'),
      aRow('Star Harbour', 2003, 'pc'),
      aRecord('Star Harbour', { year: 2004 }),
    ];
    const game = gamesOf([...bases, edition]).find((places) => places.includes(3));
    expect(game).toContain(1);
  });

  it('of two names without a base are two games', () => {
    const records = [
      aRecord('Star Harbour: Gold Edition', { year: 2000 }),
      aRow('Star Harbour: Deluxe Edition', 2000, 'pc'),
    ];
    expect(gamesOf(records)).toEqual([[0], [1]]);
  });

  it('are editions in a game with a base, and the game itself without', () => {
    const edition = aRecord('Star Harbour: Gold Edition', { year: 2001 });
    const rolesOf = (records: readonly MatchRecord[]): unknown =>
      match(records).clusters.flatMap(({ members }) => members.map(({ role, rule }) => `${role} ${rule}`));
    expect(rolesOf([edition])).toEqual(['main alone']);
    expect(rolesOf([edition, aRecord('Star Harbour', { year: 2000 })])).toEqual(['main alone', 'edition edition']);
  });
});

describe('records of two sources', () => {
  it('join a work that comes within two years, and another that does as well', () => {
    const records = [
      aRecord('Star Harbour', { year: 2003 }),
      aRow('Star Harbour', 2001, 'pc'),
      aRow('Star Harbour', 2004, 'wii'),
    ];
    expect(gamesOf(records)).toEqual([[0, 1, 2]]);
  });

  it('choose the nearest year, then the most common platforms', () => {
    const row = aRow('Star Harbour', 2002, 'pc');
    const [near, far] = [aRecord('Star Harbour', { year: 2003 }), aRecord('Star Harbour', { year: 2000 })];
    expect(gamesOf([near, far, row])).toEqual([[0, 2], [1]]);
    const [there, elsewhere] = [
      aRecord('Star Harbour', { year: 2003, families: ['pc'] }),
      aRecord('Star Harbour', { year: 2001 }),
    ];
    expect(gamesOf([there, elsewhere, row])).toEqual([[0, 2], [1]]);
  });

  it('of which only one can be it: the nearer comes first, the other asks', () => {
    const [early, late] = [aRow('Star Harbour', 2000, 'pc'), aRow('Star Harbour', 2003, 'pc')];
    const records = [early, late, aRecord('Star Harbour', { year: 2002, families: ['pc'] })];
    expect(gamesOf(records)).toEqual([[0], [1, 2]]);
    expect(match(records).reviews).toMatchObject([
      { record: early.id, reason: 'veto', evidence: { vetoes: ['component'] } },
    ]);
  });

  it('prefer the nearest year, then their own title to an alternative one', () => {
    const other = aRecord('Nimbus', { year: 2002, alternatives: ['Comet'] });
    const row = aRow('Comet', 2002, 'pc');
    expect(gamesOf([other, row])).toEqual([[0, 1]]);
    expect(gamesOf([other, row, aRecord('Comet', { year: 2004 })])).toEqual([[0, 1], [2]]);
    expect(gamesOf([other, row, aRecord('Comet', { year: 2002 })])).toEqual([[0], [1, 2]]);
  });

  it('do not come into a game with one that is vetoed', () => {
    const records = [aRecord('Comet', { year: 2004 }), aRow('Comet (2004)', null, 'pc')];
    expect(gamesOf([...records, aRecord('Comet (2005)', { source: 'sql' })])).toEqual([[0, 1], [2]]);
  });

  it('are asked about where nothing tells the candidates apart', () => {
    const records = [
      aRow('Star Harbour', 2002, 'pc'),
      aRecord('Star Harbour', { year: 2003 }),
      aRecord('Star Harbour', { year: 2001 }),
    ];
    expect(gamesOf(records)).toEqual([[0], [1], [2]]);
    expect(reasonsOf(records)).toEqual(['ambiguous_target', 'ambiguous_target']);
  });

  it('without year join on a common platform, or as the only candidates', () => {
    const critic = aRecord('Star Harbour', { source: 'opencritic' });
    expect(gamesOf([critic, aRecord('Star Harbour', { year: 2001 })])).toEqual([[0, 1]]);
    const two = [aRecord('Star Harbour', { year: 2001 }), aRecord('Star Harbour', { year: 2010 })];
    expect(gamesOf([critic, ...two])).toEqual([[0], [1], [2]]);
    const row = aRow('Star Harbour', null, 'wii');
    expect(gamesOf([row, aRecord('Star Harbour', { year: 2001, families: ['wii'] }), two[1]!])).toEqual([[0, 1], [2]]);
  });

  it('whose numerals are of two forms need the same year and a platform', () => {
    const roman = aRecord('Star Harbour II', { year: 2000, families: ['pc'] });
    expect(gamesOf([roman, aRow('Star Harbour 2', 2001, 'pc')])).toEqual([[0, 1]]);
    expect(gamesOf([roman, aRow('Star Harbour 2', 2002, 'pc')])).toEqual([[0], [1]]);
    expect(gamesOf([roman, aRow('Star Harbour 2', 2000, 'wii')])).toEqual([[0], [1]]);
    expect(gamesOf([roman, aRow('Star Harbour 2', null, 'pc')])).toEqual([[0], [1]]);
  });

  it('never bring together two numeral forms of a release source', () => {
    const rows = [aRow('Star Harbour II', 2000, 'pc'), aRow('Star Harbour 2', 2000, 'pc')];
    const games = gamesOf([...rows, aRecord('Star Harbour II', { year: 2000, families: ['pc'] })]);
    expect(games).toEqual([[0, 2], [1]]);
  });

  it('of one title years apart on one platform are asked about, unless the release is placed', () => {
    const old = aRecord('Star Harbour', { year: 1999, families: ['pc'] });
    const late = aRow('Star Harbour', 2005, 'pc');
    expect(match([old, late]).reviews).toMatchObject([{ record: late.id, candidate: old.id, reason: 'late_port' }]);
    expect(reasonsOf([old, late, aRecord('Star Harbour', { year: 2005, families: ['pc'] })])).toEqual([]);
  });

  it('of another kind are asked about, never joined', () => {
    const records = [
      aRecord('Star Harbour', { year: 2001, families: ['pc'], kind: 'dlc' }),
      aRow('Star Harbour', 2001, 'pc'),
    ];
    expect(match(records).reviews).toMatchObject([{ reason: 'veto', evidence: { vetoes: ['kind'] } }]);
  });
});

describe('what sources link', () => {
  it('a common id joins whatever the titles say, but not two games of one source', () => {
    const ids = { externalIds: ['igdb:1'] };
    const records = [
      aRecord('Star Harbour 2', ids),
      aRecord('', { source: 'elasticsearch', ...ids }),
      aRecord('Comet', ids),
    ];
    expect(gamesOf(records)).toEqual([[0, 1], [2]]);
  });

  it('an edition and a port of a named record join it with their roles; others still join them', () => {
    const base = aRecord('Star Harbour', { sourceKey: '7', year: 2000, families: ['pc'] });
    const edition = aRecord('Star Harbour: Box 3', { editionOf: '7', year: 2010 });
    const port = aRecord('Star Harbour Pocket', { portOf: '7', kind: 'port', year: 2008 });
    const row = aRow('Star Harbour', 2001, 'pc');
    expect(gamesOf([base, edition, port, row])).toEqual([[0, 1, 2, 3]]);
    const [{ members } = { members: [] }] = match([base, edition, port, row]).clusters;
    expect(members.map(({ role }) => role)).toEqual(['main', 'main', 'port', 'edition']);
  });

  it('an edition under the very title of its game hides the game from no other source', () => {
    const same = { year: 2004, families: ['pc'] };
    const records = [
      aRecord('Star Harbour', { ...same, sourceKey: '1' }),
      aRecord('Star Harbour', { ...same, sourceKey: '2', editionOf: '1' }),
      aRow('Star Harbour', 2004, 'pc'),
      aRecord('Star Harbour', { source: 'opencritic' }),
    ];
    expect(match(records)).toMatchObject({ clusters: [{}], reviews: [] });
  });
});

describe('what people decide', () => {
  const [a, b] = [aRecord('Star Harbour', { year: 2001 }), aRecord('Comet', { year: 2010, kind: 'dlc' })];

  it('joins what every rule forbids', () => {
    const [{ members } = { members: [] }] = match([a, b], [decision(5, 'must_link', a, b)]).clusters;
    expect(members.map(({ rule, decision: by }) => [rule, by])).toEqual([
      ['alone', null],
      ['decision', 5],
    ]);
  });

  it('parts what every rule joins, without asking again', () => {
    const row = aRow('Star Harbour', 2001, 'pc');
    expect(gamesOf([a, row])).toEqual([[0, 1]]);
    expect(gamesOf([a, row], [decision(1, 'cannot_link', a, row)])).toEqual([[0], [1]]);
    expect(reasonsOf([a, row], [decision(1, 'cannot_link', a, row)])).toEqual([]);
  });

  it('parts a row from its work', () => {
    const rows = [2001, 2001, 2002].map((year, i) => aRow('Star Harbour', year, `p${i}`));
    const decisions = [decision(1, 'cannot_link', rows[0]!, rows[2]!), decision(2, 'cannot_link', rows[1]!, rows[2]!)];
    expect(gamesOf(rows, decisions)).toEqual([[0, 1], [2]]);
  });

  it('holds for the whole work, with what had joined before', () => {
    const game = aRecord('Star Harbour', { year: 2000, families: ['pc', 'wii'] });
    const early = aRow('Star Harbour', 2000, 'pc');
    const late = [aRow('Star Harbour', 2008, 'wii'), aRow('Star Harbour', 2008, 'pc')];
    expect(gamesOf([game, early, ...late])).toEqual([
      [0, 1],
      [2, 3],
    ]);
    expect(gamesOf([game, early, ...late], [decision(1, 'must_link', game, late[0]!)])).toEqual([[0, 1, 2, 3]]);
  });

  it('the later of two that contradict each other holds', () => {
    const c = aRecord('Nimbus');
    const links = [decision(1, 'must_link', a, b), decision(2, 'must_link', b, c)];
    expect(gamesOf([a, b, c], [...links, decision(3, 'cannot_link', a, c)])).toEqual([[0], [1, 2]]);
    expect(gamesOf([a, b, c], [decision(0, 'cannot_link', a, c), ...links])).toEqual([[0, 1, 2]]);
  });
});

describe('titles that are merely alike', () => {
  const said = { year: 2001, families: ['pc'] };

  it('are asked about between two sources, neither of which knows the other’s game', () => {
    const records = [aRecord('Battle of Harbours', said), aRow('Battle of Harbour', 2002, 'pc')];
    expect(reasonsOf(records)).toEqual(['fuzzy_title']);
    expect(reasonsOf([...records, aRecord('Battle of Harbour', said)])).toEqual([]);
    expect(reasonsOf([aRecord('Battle of Harbours 2', said), aRow('Battle of Harbour 3', 2001, 'pc')])).toEqual([]);
    expect(reasonsOf([aRecord('Battle of Harbours', said), aRow('Battle of Harbour', 2005, 'pc')])).toEqual([]);
    expect(reasonsOf([aRecord('Battle of Harbours', said), aRow('Battle of Harbour', 2001, 'wii')])).toEqual([]);
  });

  it('that begin alike need a company in common, and few candidates', () => {
    const by = { ...said, companyKeys: ['north quay'] };
    const records = ['Ecarlate', 'Azur', 'Verte', 'Doree', 'Noire'].map((name) => aRecord(`Harbour ${name}`, by));
    const row = aRow('Harbour of Scarlet Nights', 2002, 'pc', { companyKeys: ['north quay'] });
    expect(reasonsOf([...records, row])).toEqual(Array(5).fill('same_release_other_title'));
    expect(reasonsOf([...records, aRecord('Harbour Grise', by), row])).toEqual([]);
    expect(reasonsOf([aRecord('Harbour Ecarlate', said), row])).toEqual([]);
  });

  it('of an edition that nobody knows are asked about', () => {
    const records = [aRecord('Star Harbour 2'), aRecord('Star Harbour 2: Voyager Edition'), aRecord('Star Harbour')];
    expect(match(records).reviews).toMatchObject([
      { record: records[1]!.id, candidate: records[0]!.id, reason: 'possible_edition' },
    ]);
  });

  it('of such an edition take the nearest base, of its own source first, unless it is in that game', () => {
    const edition = aRow('Comet: Voyager Edition', 2005, 'pc');
    const bases = [aRow('Comet', 1999, 'pc'), aRow('Comet', 2003, 'pc'), aRecord('Comet', { year: 2005 })];
    expect(match([edition, ...bases]).reviews).toMatchObject([{ record: edition.id, candidate: bases[1]!.id }]);
    expect(reasonsOf([edition, ...bases], [decision(1, 'must_link', edition, bases[1]!)])).toEqual([]);
    expect(reasonsOf([edition], [])).toEqual([]);
  });

  it('that name two games are asked about alone', () => {
    expect(match([aRecord('Harbour/Comet')]).reviews).toMatchObject([{ candidate: null, reason: 'composite_title' }]);
  });

  it('may lie outside of what is matched, where they stay', () => {
    const inside = aRecord('Battle of Harbours', said);
    const outside = [aRow('Battle of Harbour', 2002, 'pc'), aRecord('Battle of Harbour', { ...said, source: 'sql' })];
    const around = { neighbours: outside.map((record, game) => ({ record, game })), firstWords: new Set<string>() };
    const { clusters, reviews } = matchRecords([inside], [], DEFAULT_SETTINGS, around);
    expect(clusters.map(({ members }) => members.map(({ record }) => record))).toEqual([[inside.id]]);
    const asked = new Set(reviews.flatMap(({ record, candidate }) => [record, candidate]));
    expect(asked).toEqual(new Set([inside, ...outside].map(({ id }) => id)));
    expect(reviews).toHaveLength(2);
  });

  it('outside are told where they hang on a first word of which all is known', () => {
    const by = { companyKeys: ['north quay'] };
    const outside = [aRecord('Harbour Verte', { ...said, ...by }), aRow('Harbour Azur', 2002, 'pc', by)];
    const neighbours = outside.map((record, game) => ({ record, game }));
    const told = (...firstWords: string[]): readonly unknown[] =>
      matchRecords([aRecord('Comet')], [], DEFAULT_SETTINGS, { neighbours, firstWords: new Set(firstWords) }).reviews;
    expect(told('comet')).toEqual([]);
    expect(told('comet', 'harbour')).toMatchObject([{ reason: 'same_release_other_title' }]);
  });
});

describe('settings', () => {
  const records = [aRecord('Star Harbour', { year: 2000, families: ['pc'] }), aRow('Star Harbour', 2002, 'pc')];

  it('say from when on records join by themselves', () => {
    const { clusters, reviews } = matchRecords(records, [], { automatic: 0.97, review: 0.75 });
    expect(clusters).toHaveLength(2);
    expect(reviews).toMatchObject([{ reason: 'unsure', confidence: 0.95 }]);
  });

  it('say from when on people are asked', () => {
    expect(matchRecords(records, [], { automatic: 0.97, review: 0.96 }).reviews).toEqual([]);
  });
});
