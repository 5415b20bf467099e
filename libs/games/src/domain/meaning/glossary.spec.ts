import { Glossary } from './glossary';

const glossary = new Glossary([
  { fr: 'jeu', en: 'game' },
  { fr: 'course', en: 'racing' },
  { fr: 'course de voitures', en: 'car racing' },
  { fr: 'voiture', en: 'car' },
  { fr: 'château fort', en: 'castle' },
  { fr: 'château', en: 'manor' },
  { fr: 'cheval', en: 'horse' },
  { fr: 'œuf', en: 'egg' },
  { fr: 'pirate', en: 'pirate' },
  { fr: 'sauter', en: 'jump' },
  { fr: 'guerre mondiale', en: 'world war' },
  { fr: 'seconde guerre', en: 'second war' },
]);

describe('a French query', () => {
  it.each([
    ['jeu de course de voitures', 'game car racing'],
    ['Des VOITURES, et des chevaux !', 'car horse'],
    ['le château fort', 'castle'],
    ['châteaux', 'manor'],
    ['l’œuf du château', 'egg manor'],
    ['une voiture zorglub', 'car zorglub'],
    ['seconde guerre mondiale', 'second war mondiale'],
    ['pirates', 'pirate'],
    ['la bagarre', 'bagarre'],
    ['un pirate qui saute', 'pirate jump'],
    ['ils sautes', 'jump'],
  ])('%s is put into English', (french, english) => {
    expect(glossary.translate(french)).toBe(english);
  });

  it.each(['golf course', 'car racing', 'a pirate on an island', 'Son of a king', '2048', '', '?!', 'le la les'])(
    'is none: %s stays',
    (text) => {
      expect(glossary.translate(text)).toBe(text);
    },
  );

  it('is known by its accents alone', () => {
    expect(glossary.translate('pirate zélé')).toBe('pirate zele');
  });
});
