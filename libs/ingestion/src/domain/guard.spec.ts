import { type Evidence, type GuardLimits, judged, refusing, standardGuards } from './guard';

const sound: Evidence = {
  read: 1000,
  taken: 1000,
  rejected: 0,
  removed: 0,
  stored: 0,
  lengthProven: true,
  replay: false,
  portion: false,
  profile: {},
  last: null,
};
const firing = (limits: GuardLimits, evidence: Partial<Evidence>): string[] =>
  standardGuards(limits, { ...sound, ...evidence })
    .filter((guard) => guard.fires)
    .map((guard) => guard.name);
const last = (taken: number, profile = {}): Partial<Evidence> => ({ last: { taken, profile } });

describe('the standard guards', () => {
  it('are silent for a sound file, and say what they looked at', () => {
    expect(firing({}, {})).toEqual([]);
    expect(standardGuards({}, sound).map((guard) => guard.name)).toEqual([
      'minimum-rows',
      'reject-rate',
      'unproven-length',
    ]);
  });

  it('expect nothing of how much a portion holds, and the rest of it as of a file', () => {
    const portion = { portion: true, taken: 0, ...last(1000) };
    expect(firing({ minimumRows: 5, rowCollapse: 0.9 }, portion)).toEqual([]);
    expect(firing({}, { ...portion, read: 11, rejected: 11, removed: 3, stored: 100 })).toEqual([
      'reject-rate',
      'mass-delete',
    ]);
  });

  it.each<[string, GuardLimits, Partial<Evidence>, boolean]>([
    ['minimum-rows', {}, { taken: 0 }, true],
    ['minimum-rows', { minimumRows: 2 }, { taken: 1 }, true],
    ['minimum-rows', { minimumRows: 2 }, { taken: 2 }, false],
    ['reject-rate', {}, { rejected: 10, read: 10 }, false],
    ['reject-rate', {}, { rejected: 11, read: 1000 }, true],
    ['reject-rate', {}, { rejected: 20, read: 2000 }, false],
    ['reject-rate', { rejectRate: 0.5 }, { rejected: 500 }, false],
    ['row-collapse', { rowCollapse: 0.9 }, { taken: 899, ...last(1000) }, true],
    ['row-collapse', { rowCollapse: 0.9 }, { taken: 900, ...last(1000) }, false],
    ['row-collapse', {}, { taken: 1, ...last(1000) }, false],
    ['row-collapse', { rowCollapse: 0.9 }, { taken: 1 }, false],
    ['mass-delete', {}, { removed: 21, stored: 1000 }, true],
    ['mass-delete', {}, { removed: 20, stored: 1000 }, false],
    ['mass-delete', { massDelete: 1 }, { removed: 1000, stored: 1000 }, false],
    ['null-storm', { nullStorm: { a: 10 } }, { profile: { a: 0.31 }, ...last(1, { a: 0.2 }) }, true],
    ['null-storm', { nullStorm: { a: 10 } }, { profile: { a: 0.3 }, ...last(1, { a: 0.2 }) }, false],
    ['null-storm', { nullStorm: { a: 10 } }, { profile: { a: 1 }, ...last(1) }, false],
    ['unproven-length', {}, { lengthProven: false }, true],
  ])('%s with %j sees %j: fires %s', (name, limits, evidence, fires) => {
    expect(firing(limits, evidence)).toEqual(fires ? [name] : []);
  });

  it('have nothing to say of a replay, whose records are a handful', () => {
    const all = { taken: 0, rejected: 50, read: 50, removed: 9, stored: 9, lengthProven: false, ...last(1000) };
    expect(firing({ rowCollapse: 0.9 }, { ...all, replay: true })).toEqual([]);
  });
});

describe('an override', () => {
  const finding = { name: 'x', fires: true, measured: 1, limit: 0 };

  it('is for one guard by name, and only where the guard allows it', () => {
    const guards = judged(
      [finding, { ...finding, name: 'y' }, { ...finding, name: 'z', overridable: false }],
      ['x', 'z'],
    );
    expect(guards.map(({ name, accepted }) => [name, accepted])).toEqual([
      ['x', true],
      ['y', false],
      ['z', false],
    ]);
    expect(refusing(guards).map(({ name }) => name)).toEqual(['y', 'z']);
  });

  it('is not needed where nothing fires', () => {
    expect(refusing(judged([{ ...finding, fires: false }], []))).toEqual([]);
  });
});
