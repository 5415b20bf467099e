/** Examples for the documentation, in the shape of the default answers. */
export const COMMUNE = {
  nom: "L'Abergement-Clémenciat",
  code: '01001',
  codeDepartement: '01',
  siren: '210100012',
  codeEpci: '200069193',
  codeRegion: '84',
  codesPostaux: ['01400'],
  population: 860,
};

export const SUB_COMMUNE = {
  nom: 'Pierrefitte-sur-Seine',
  code: '93059',
  type: 'commune-deleguee',
  chefLieu: '93066',
  codeDepartement: '93',
  codeEpci: '200054781',
  codeRegion: '11',
};

export const DEPARTEMENT = { nom: 'Ain', code: '01', codeRegion: '84' };
export const REGION = { nom: 'Auvergne-Rhône-Alpes', code: '84' };

export const EPCI = {
  nom: 'Rennes Métropole',
  code: '243500139',
  codesDepartements: ['35'],
  codesRegions: ['53'],
  population: 475000,
};
