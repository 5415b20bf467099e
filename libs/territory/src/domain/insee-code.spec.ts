import { arrondissementNamed, cleanInseeCode, cleanPostalCode, isForeign, trustedDepartement } from './insee-code';

describe('codes as files give them', () => {
  it.each([
    ['01001', '01001'],
    ['1001', '01001'],
    ['1001.0', '01001'],
    [' 2a004 ', '2A004'],
    ['97411', '97411'],
    ['999', null],
    ['1e5', null],
    ['', null],
    ['010011', null],
  ])('INSEE code %p is %p', (given, code) => {
    expect(cleanInseeCode(given)).toBe(code);
  });

  it.each([
    ['01400', '01400'],
    ['1400', '01400'],
    ['1400.00', '01400'],
    ['9700', '09700'],
    ['75', null],
    ['75 001', null],
    ['014001', null],
  ])('postal code %p is %p', (given, code) => {
    expect(cleanPostalCode(given)).toBe(code);
  });

  it.each([
    ['1', '01'],
    ['01', '01'],
    ['1.0', '01'],
    ['2a', '2A'],
    ['974', '974'],
    ['987', '987'],
    ['20', null],
    ['96', null],
    ['97', null],
    ['98', null],
    ['99', null],
    ['00', null],
    ['', null],
  ])('département %p is believed as %p', (given, code) => {
    expect(trustedDepartement(given)).toBe(code);
  });

  it.each([
    ['99138', null, true],
    [null, '98000', true],
    ['98735', '98000', false],
    ['75056', '75001', false],
    [null, null, false],
    [null, '98799', false],
  ])('INSEE code %p with postal code %p is foreign: %p', (inseeCode, postalCode, foreign) => {
    expect(isForeign(inseeCode, postalCode)).toBe(foreign);
  });

  it.each([
    ['paris01', '75101'],
    ['paris1er', '75101'],
    ['paris20', '75120'],
    ['paris21', null],
    ['paris00', null],
    ['lyon09', '69389'],
    ['lyon10', null],
    ['marseille16', '13216'],
    ['marseille17', null],
    ['paris', null],
    ['parisot01', null],
  ])('the key %p names the arrondissement %p', (key, code) => {
    expect(arrondissementNamed(key)).toBe(code);
  });
});
