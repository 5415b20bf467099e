import { isOver, isTakenOver, mayFollow, RUN_STATES, type RunState, statesBefore } from './import-run';

describe('a run', () => {
  it('goes from request to publishing, one step at a time', () => {
    const way: RunState[] = ['requested', 'fetching', 'staged', 'validated', 'published'];
    for (const [i, from] of way.entries()) {
      for (const [j, to] of way.entries()) {
        const again = j === 1 && i > 1 && i < 4;
        expect(mayFollow(from, to)).toBe(j === i + 1 || again || (i === 1 && j === 1));
      }
    }
  });

  it('may end badly from every step before its end, and from no end', () => {
    for (const end of ['rejected', 'failed', 'aborted'] as const) {
      expect(statesBefore(end)).toEqual(['requested', 'fetching', 'staged', 'validated']);
    }
    for (const over of RUN_STATES.filter((state) => isOver(state, false))) {
      expect(RUN_STATES.filter((to) => mayFollow(over, to))).toEqual([]);
    }
  });

  it('is found to be unchanged before anything is read, or when nothing would change', () => {
    expect(statesBefore('unchanged')).toEqual(['fetching', 'validated']);
  });

  it('is over when validated, if it is a dry run', () => {
    expect(isOver('validated', true)).toBe(true);
    expect(isOver('validated', false)).toBe(false);
    expect(isOver('staged', true)).toBe(false);
  });

  it('is taken over from a dead service, three attempts in all, but not from a terminal', () => {
    expect(isTakenOver('http', 1)).toBe(true);
    expect(isTakenOver('schedule', 2)).toBe(true);
    expect(isTakenOver('replay', 3)).toBe(false);
    expect(isTakenOver('cli', 1)).toBe(false);
    expect(isTakenOver('start', 1)).toBe(false);
  });
});
