import { bankGroups, bankKey, bankStatus } from './bank-name';

describe('the key of a bank’s name', () => {
  it.each([
    ['Cœur d’Épargne', 'COEUR D EPARGNE'],
    ['  boursorama  banque ', 'BOURSORAMA BANQUE'],
    ['CAISSE D’ÉPARGNE (IDF)', 'CAISSE D EPARGNE IDF'],
    ['Ægis', 'AEGIS'],
  ])('of %j is %j', (name, key) => {
    expect(bankKey(name)).toBe(key);
  });
});

describe('the group of a bank', () => {
  const groupOf = bankGroups();
  it.each([
    ['Boursobank', 'BOURSOBANK'],
    ['boursorama  banque', 'BOURSOBANK'],
    ['Crédit  Agricole', 'CREDIT AGRICOLE'],
    ['CREDI AGRICOLE', 'CREDIT AGRICOLE'],
    ['CA ILLE ET VILAINE', 'CREDIT AGRICOLE'],
    ['Caisse d’Epargne', "CAISSE D'EPARGNE"],
    ['BNPPARIBAS', 'BNP PARIBAS'],
    ['Sté Générale', 'SOCIETE GENERALE'],
    ['Société Marseillaise de Crédit', 'CREDIT DU NORD'],
    ['Caisse fédérale de Crédit Mutuel', 'CREDIT MUTUEL'],
    ['Banque Postale', 'LA BANQUE POSTALE'],
    ['CAFPI', null],
    ['CICADA', null],
    ['Banque Courtoise', null],
  ])('%j: %j', (name, group) => {
    expect(groupOf(bankKey(name))).toBe(group);
  });
});

describe('the status of an account', () => {
  it.each([
    ['LCL POLE LA TESTE DE BUCH', 'active'],
    ['CREDIT DU NORD ST CONTESTE', 'active'],
    ['SBE - NE PAS UTILISER CE COMPTE (DOUBLON)', 'retired'],
    ['NE PA UTILISER', 'retired'],
    ['Banque inactif', 'retired'],
    ['cly est test', 'test'],
    ['TEST', 'test'],
  ])('%j: %j', (name, status) => {
    expect(bankStatus(bankKey(name))).toBe(status);
  });
});
