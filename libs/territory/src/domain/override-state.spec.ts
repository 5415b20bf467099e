import { type FieldValue, overrideState, sameValue } from './override-state';

describe('an override towards its source', () => {
  it.each<[string, FieldValue, FieldValue, FieldValue | undefined]>([
    ['agreed', 900, 860, 900],
    ['active', 900, 860, 860],
    ['conflict', 900, 860, 870],
    ['conflict', 900, null, 870],
    ['active', 900, null, null],
    ['orphaned', 900, 860, undefined],
    ['agreed', ['01400', '01500'], ['01400'], ['01400', '01500']],
    ['conflict', ['01400', '01500'], ['01400'], ['01500', '01400']],
    ['active', { lat: 46, lon: 5 }, { lat: 46.1, lon: 5 }, { lat: 46.1, lon: 5 }],
    ['agreed', { lat: 46, lon: 5 }, { lat: 46.1, lon: 5 }, { lat: 46, lon: 5 }],
  ])('is %s: %p over %p, the source now says %p', (state, value, baseValue, sourceValue) => {
    expect(overrideState({ value, baseValue, sourceValue })).toBe(state);
  });

  it.each<[FieldValue, FieldValue]>([
    [['01400'], '01400'],
    [['46', '5'], { lat: 46, lon: 5 }],
    [
      { lat: 46, lon: 5 },
      { lat: 46, lon: 5.1 },
    ],
    [null, 0],
    [['01400'], ['01400', '01400']],
  ])('%p and %p are not the same', (a, b) => {
    expect(sameValue(a, b)).toBe(false);
    expect(sameValue(b, a)).toBe(false);
  });
});
