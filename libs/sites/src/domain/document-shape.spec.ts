import { DomainError, INVALID_DOCUMENT, problem } from '@hexagone/kernel';
import { refused } from '../../../../test/support/sites/refusals';
import { isDocument, malformed, patched, refuseAny, within } from './document-shape';
import { batchDocuments } from './site-batch';

const words = { en: 'x', fr: 'y' };
const taken = problem('sites.test-taken', 'conflict', words);
const full = problem('sites.test-full', 'conflict', words);
const refusing =
  (...errors: DomainError[]) =>
  () => {
    refuseAny(errors);
  };
const fault = (pointer: string) => ({ pointer, code: 'c', detail: words });

describe('several refusals', () => {
  it('are none when there is none', () => {
    expect(() => {
      refuseAny([]);
    }).not.toThrow();
  });

  it('are itself when there is one', async () => {
    const error = new DomainError(taken, words, { members: { id: 1 } });
    expect(await refused(refusing(error))).toBe(error);
  });

  it('are an invalid document with all faults, conflicts among them or not', async () => {
    const conflict = new DomainError(taken, words, { faults: [fault('/a')] });
    const error = await refused(refusing(conflict, malformed(fault('/b')), new DomainError(full, words)));
    expect(error.problem).toBe(INVALID_DOCUMENT);
    expect(error.extras.faults).toEqual([fault('/a'), fault('/b')]);
  });

  it('stay a conflict when all are', async () => {
    const conflict = (pointer: string, what = taken) => new DomainError(what, words, { faults: [fault(pointer)] });
    const error = await refused(refusing(conflict('/a'), conflict('/b', full)));
    expect(error.problem).toBe(taken);
    expect(error.extras.faults).toEqual([fault('/a'), fault('/b')]);
  });

  it('keep everything when they move into a larger document', () => {
    const error = new DomainError(taken, words, {
      faults: [fault('/a'), { code: 'c', detail: words }],
      members: { id: 1 },
    });
    const moved = within('/sites/3', error);
    expect(moved.problem).toBe(taken);
    expect(moved.detail).toBe(words);
    expect(moved.extras).toEqual({ faults: [fault('/sites/3/a'), fault('/sites/3')], members: { id: 1 } });
    expect(within('/sites/3', new DomainError(taken, words)).extras.faults).toBeUndefined();
  });
});

describe('a merge patch', () => {
  const present = { name: 'a', type: 'b', list: [1, 2] };

  it('changes what it names, and takes away what it names as null', () => {
    expect(patched(present, { name: 'z', type: null, list: [3] }, ['name', 'type'])).toEqual({ name: 'z', list: [3] });
    expect(patched(present, {}, [])).toEqual(present);
  });

  it('leaves the null of a name that cannot be taken away to the judge', () => {
    expect(patched(present, { foo: null }, ['name'])).toEqual({ ...present, foo: null });
  });
});

describe('the body of a batch', () => {
  it('holds documents and nothing else', async () => {
    const documents = [{ name: 'a' }];
    expect(batchDocuments({ sites: documents })).toBe(documents);
    expect(batchDocuments({})).toBeUndefined();
    const error = await refused(() => batchDocuments({ sites: [], site: 1, foo: 2 }));
    expect(error.problem).toBe(INVALID_DOCUMENT);
    expect(error.extras.faults?.map(({ pointer, code }) => `${pointer ?? ''} ${code}`)).toEqual([
      '/site unknown',
      '/foo unknown',
    ]);
    expect(error.detail.en).toBe('site is unknown here; did you mean sites?; foo is unknown here');
  });

  it.each([[null], [[]], ['x'], [7], [undefined]])('is no document if it is %j', (value) => {
    expect(isDocument(value)).toBe(false);
  });
});
