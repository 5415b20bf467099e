import { embeddingText } from './embedding-text';

describe('the text of a game', () => {
  it('is its name, its genres and the beginning of its summary', () => {
    const summary = `Two\n\n  boats ${'race '.repeat(200)}`;
    const text = embeddingText({ name: 'Harbour', genres: ['Racing', 'Sport'], summary });
    expect(text).toMatch(/^Harbour\. Racing, Sport\. Two boats race race /);
    expect(text).toHaveLength('Harbour. Racing, Sport. '.length + 400);
  });

  it('leaves out what there is not', () => {
    expect(embeddingText({ name: 'Harbour', genres: [], summary: null })).toBe('Harbour');
    expect(embeddingText({ name: '', genres: [], summary: ' ' })).toBe('');
  });
});
