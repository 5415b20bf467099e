import type { RejectRow } from '../../application/import-reads';
import { rejectsCsv } from './rejects-csv';

const aReject = (given: Partial<RejectRow>): RejectRow => ({
  line: 2,
  ordinal: 1,
  field: 'value',
  code: 'not_a_number',
  value: 'x',
  message: { en: 'Not a number', fr: 'Pas un nombre' },
  hint: null,
  resolved_by: null,
  cells: ['a', 'x'],
  ...given,
});

async function csv(rejects: RejectRow[], language: 'en' | 'fr' = 'en'): Promise<string> {
  async function* rows(): AsyncIterable<RejectRow> {
    for (const reject of rejects) yield await Promise.resolve(reject);
  }
  let text = '';
  for await (const piece of rejectsCsv(['Nom', 'Valeur'], rows(), language)) text += piece;
  return text;
}

describe('the CSV of rejects', () => {
  it('shows the columns of the source first, then what is wrong', async () => {
    expect(await csv([aReject({ hint: 'write 0' })])).toBe(
      '\uFEFFNom,Valeur,_line,_field,_code,_message,_hint\r\na,x,2,value,not_a_number,Not a number,write 0\r\n',
    );
  });

  it('speaks French', async () => {
    expect(await csv([aReject({})], 'fr')).toContain('Pas un nombre');
  });

  it('gives one row to a record with several faults', async () => {
    const text = await csv([
      aReject({}),
      aReject({
        ordinal: 2,
        field: 'name',
        code: 'too_long',
        message: { en: 'Too long', fr: 'Trop long' },
        cells: null,
      }),
      aReject({ line: 3, cells: ['b', 'y'] }),
    ]);
    expect(text.split('\r\n').slice(1)).toEqual([
      'a,x,2,value | name,not_a_number | too_long,Not a number | Too long,',
      'b,y,3,value,not_a_number,Not a number,',
      '',
    ]);
  });

  it('lets no spreadsheet run a cell', async () => {
    expect(await csv([aReject({ cells: ['=HYPERLINK("x")', '-12.5'] })])).toContain(`"'=HYPERLINK(""x"")",-12.5,2`);
  });

  it('quotes what would break a row and leaves gone cells empty', async () => {
    expect(await csv([aReject({ cells: ['a,"b"\nc', null] })])).toContain('"a,""b""\nc",,2');
    expect(await csv([aReject({ cells: null })])).toContain('\r\n,,2,');
  });
});
