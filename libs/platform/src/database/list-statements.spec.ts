import { pageStatement } from './list-statements';
import { SqlParameters } from './sql-parameters';

describe('the statement of a page', () => {
  const source = { from: 'things t', where: [], id: 't.id' };
  const part = { keys: [], item: 't.item', limit: 20, counted: false };

  it('tells what stands beside the items, where anything does', () => {
    const to = new SqlParameters();
    expect(pageStatement(source, { ...part, meta: `'{"a":1}'`, beside: `'{"b":2}'` }, to)).toContain(
      `'{"a":1}' AS meta, '{"b":2}' AS beside`,
    );
    expect(pageStatement(source, part, to)).toContain('NULL::text AS meta, NULL::text AS beside');
  });
});
