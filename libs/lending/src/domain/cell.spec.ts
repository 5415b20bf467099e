import { readCell } from './cell';
import type { CellType } from './columns';

describe('a cell', () => {
  it.each<[CellType, string, unknown]>([
    ['whole', '33.0', 33],
    ['whole', '-940', -940],
    ['amount', '7731.67', 7731.67],
    ['amount', '2.5e5', 250_000],
    ['boolean', '1', true],
    ['boolean', '0.0', false],
    ['boolean', 'True', true],
    ['instant', '2024-02-29 23:59:59', '2024-02-29T23:59:59.000Z'],
    ['id', '0012000000YI8d8', '0012000000YI8d8AAD'],
    ['age', '33.5', 33.5],
    ['age', '99999', 99_999],
    ['text', ' CIC ', ' CIC '],
    ['text', '', null],
    ['amount', '  ', null],
  ])('%s %j is %j', (type, text, value) => {
    expect(readCell(text, type)).toEqual({ value });
  });

  it.each(['NaN', 'nan', 'NULL', 'null', 'None', 'N/A', '#N/A'])('%s stands for nothing', (text) => {
    expect(readCell(text, 'text')).toEqual({ value: null, placeholder: true });
    expect(readCell(text, 'amount')).toEqual({ value: null, placeholder: true });
  });

  it.each<[CellType, string]>([
    ['whole', '33.5'],
    ['whole', 'abc'],
    ['amount', '1 000'],
    ['amount', '1,5'],
    ['amount', '0x10'],
    ['amount', 'Infinity'],
    ['boolean', '2'],
    ['boolean', 'oui'],
    ['instant', '2024-02-30 00:00:00'],
    ['instant', '2024-01-01'],
    ['instant', '2024-01-01 24:00:00'],
    ['id', '006'],
    ['id', '0012000000YI8d8aad'],
    ['id', '0012000000YI8d8AAA'],
    ['age', 'abc'],
  ])('%s is not %j', (type, text) => {
    expect(readCell(text, type)).toEqual({ fault: 'not_of_its_type' });
  });

  it.each<[CellType, string]>([
    ['whole', '40000'],
    ['amount', '1e13'],
    ['rate', '1000'],
  ])('%s has no room for %s', (type, text) => {
    expect(readCell(text, type)).toEqual({ fault: 'out_of_range' });
  });
});
