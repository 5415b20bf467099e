import { isDatasetName } from './dataset-name';

describe('the name of a dataset', () => {
  it.each(['communes', 'communes-csv', 'eco2mix', 'a'.repeat(40)])('may be %s', (name) => {
    expect(isDatasetName(name)).toBe(true);
  });

  it.each(['', 'Communes', 'communes_csv', '-a', 'a-', 'a--b', '2018', 'a'.repeat(41), 'rejects', 'replay'])(
    'may not be “%s”',
    (name) => {
      expect(isDatasetName(name)).toBe(false);
    },
  );
});
