import { titleFeatures } from './title-key';
import type { TitleFeatures } from './title-features';

const key = (title: string): string => titleFeatures(title).key;

describe('the key of a title', () => {
  it.each([
    ['The Witcher 3: Wild Hunt - Game of the Year Edition', 'witcher 3 wild hunt'],
    ['Witcher 3, The: Wild Hunt', 'witcher 3 wild hunt'],
    ['Witcher III: Wild Hunt', 'witcher 3 wild hunt'],
    [
      'The Chronicles of Narnia: The Lion, The Witch and The Wardrobe',
      'chronicles of narnia lion the witch and the wardrobe',
    ],
    ['Street Fighter X Tekken', 'street fighter x tekken'],
    ['Mega Man X', 'mega man 10'],
    ['I Am Bread', 'i am bread'],
    ['Tom Clancy’s Splinter Cell®: Conviction™', 'tom clancys splinter cell conviction'],
    ["Tom Clancy's Splinter Cell: Conviction", 'tom clancys splinter cell conviction'],
    ['Half-Life 2: Episode One', 'half life 2 episode 1'],
    ['Super Robot Taisen α', 'super robot taisen α'],
    ['新斗罗大陆：动画卡牌新霸主！', '新斗罗大陆 动画卡牌新霸主'],
    ['Jeopardy! 2nd Edition', 'jeopardy 2nd edition'],
    ['Midnight Club 3: DUB Edition', 'midnight club 3 dub edition'],
    ['Tomb Raider (2013)', 'tomb raider'],
    ['Game of Thrones (Telltale)', 'game of thrones'],
    ['The Settlers II (Gold Edition)', 'settlers 2'],
    ['.hack//G.U. Vol.2//Reminisce (jp sales)', 'hack g u volume 2 reminisce'],
    ['Yokai Watch 2 Ganso/Honke', 'yokai watch 2 ganso honke'],
    ['Kingdom Hearts 358/2 Days', 'kingdom hearts 358 2 days'],
    ['BioShock Remastered', 'bioshock'],
    ['Shadow of the Colossus HD', 'shadow of the colossus'],
    ['Œdipe', 'oedipe'],
    ['NBA 2K13', 'nba 2k13'],
    ['[Prototype]', 'prototype'],
  ])('of %s is %s', (title, expected) => {
    expect(key(title)).toBe(expected);
  });
});

describe('what a title says beside the name', () => {
  const rows: readonly (readonly [string, Partial<TitleFeatures>])[] = [
    ['The Witcher 3: Wild Hunt - Game of the Year Edition', { edition: 'game of the year', numeralForm: 'arabic' }],
    ['Witcher 3, The: Wild Hunt', { edition: null, numeralForm: 'arabic', numbers: ['3'] }],
    ['Witcher III: Wild Hunt', { edition: null, numeralForm: 'roman', numbers: ['3'] }],
    ['Mega Man X', { numeralForm: 'roman', numbers: ['10'] }],
    ['I Am Bread', { numeralForm: '', numbers: [] }],
    ['Half-Life 2: Episode One', { numbers: ['2', '1'], numeralForm: 'arabic' }],
    ['Jeopardy! 2nd Edition', { edition: null, numbers: ['2'] }],
    ['Midnight Club 3: DUB Edition', { edition: null }],
    ['Tomb Raider (2013)', { titleYear: 2013, numbers: [], numeralForm: '' }],
    ['Game of Thrones (Telltale)', { qualifier: 'telltale' }],
    ['The Settlers II (Gold Edition)', { edition: 'gold', numeralForm: 'roman' }],
    ['.hack//G.U. Vol.2//Reminisce (jp sales)', { notes: ['sales'], composite: false, qualifier: null }],
    ['Yokai Watch 2 Ganso/Honke', { composite: true }],
    ['Kingdom Hearts 358/2 Days', { composite: false, numbers: ['358', '2'] }],
    ['BioShock Remastered', { variant: 'remaster' }],
    ['Shadow of the Colossus HD', { variant: 'remaster' }],
    ['Œdipe', { numbers: [] }],
    ['NBA 2K13', { numbers: ['2', '13'] }],
    ['[Prototype]', { numbers: [], qualifier: null }],
  ];

  it.each(rows)('in %s', (title, expected) => {
    expect(titleFeatures(title)).toMatchObject(expected);
  });

  it.each([
    ['Star Harbour (Japan)', { notes: ['region'] }],
    ['Star Harbour (North America)', { notes: ['region'] }],
    ['Star Harbour (JP weekly sales)', { notes: ['sales'] }],
    ['Star Harbour (all region versions)', { notes: ['version'] }],
    ['Star Harbour (Remastered)', { variant: 'remaster', qualifier: null }],
    ['Star Harbour (HD Remaster)', { variant: 'remaster', qualifier: null }],
    ['Star Harbour (Remake)', { variant: 'remake', qualifier: null }],
    ['Star Harbour (20th Anniversary Edition)', { edition: '20th anniversary', qualifier: null }],
    ['Star Harbour (Redux)', { variant: null, qualifier: 'redux' }],
    ['Star Harbour (3D) (2011) (Europe)', { qualifier: '3d', titleYear: 2011, notes: ['region'] }],
    ['Star Harbour ()', { qualifier: null, notes: [] }],
  ])('in the brackets of %s', (title, expected) => {
    expect(titleFeatures(title)).toMatchObject({ key: 'star harbour', ...expected });
  });

  it.each([
    ['Star Harbour: Digital Deluxe Edition', 'digital deluxe', null],
    ['Star Harbour Deluxe Edition Remastered', 'deluxe', 'remaster'],
    ['Star Harbour Remake - GOTY', 'goty', 'remake'],
    ["Star Harbour: The Director's Cut", 'directors cut', null],
    ["Star Harbour Director's Cut", 'directors cut', null],
    ['Star Harbour HD Remaster', null, 'remaster'],
    ['Star Harbour Redux', null, 'remaster'],
    ["Star Harbour 10th Anniversary Collector's Edition", '10th anniversary collectors', null],
    ['Star Harbour Day One Edition (Gold Edition)', 'day one gold', null],
    ['Star Harbour 2007 Edition', null, null],
    ['Remake', null, null],
    ['HD Remaster', null, 'remaster'],
    ['Gold Edition', null, null],
  ])('at the end of %s', (title, edition, variant) => {
    expect(titleFeatures(title)).toMatchObject({ edition, variant });
  });

  it('a known edition takes its words out of the key, an unknown one does not', () => {
    expect(key('Star Harbour - Ultimate Edition')).toBe('star harbour');
    expect(key("Star Harbour: The Director's Cut")).toBe('star harbour the');
    expect(key('Star Harbour - Winter Edition')).toBe('star harbour winter edition');
  });
});

describe('letters', () => {
  it.each([
    ['Pokémon', 'pokemon'],
    ['POKÉMON', 'pokemon'],
    ['Straße', 'strasse'],
    ['Łódź', 'lodz'],
    ['Rock & Roll', 'rock and roll'],
    ['Rock&Roll', 'rock and roll'],
    ['Captain´s Log', 'captains log'],
    ['Captain`s Log', 'captains log'],
    ['Ｃａｐｔａｉｎ＇ｓ Log', 'captains log'],
    ['Spider‑Man', 'spider man'],
    ['Hunter×Hunter', 'hunter hunter'],
    ['™', ''],
    ['(2013)', ''],
    ['', ''],
    ['!?', ''],
  ])('%s → %s', (title, expected) => {
    expect(key(title)).toBe(expected);
  });
});

describe('segments, articles and numerals', () => {
  it.each([
    ['Night, A', 'night'],
    ['Chat, Le : la nuit', 'chat nuit'],
    ['The', 'the'],
    ['Star Harbour — The Return', 'star harbour return'],
    ['Star Harbour / The Return', 'star harbour return'],
    ['II Hearts', 'ii hearts'],
    ['Star Harbour XX', 'star harbour 20'],
    ['Star Harbour XXI', 'star harbour xxi'],
    ['Star Harbour IV: Act Two', 'star harbour 4 act 2'],
    ['Star Harbour V Returns', 'star harbour v returns'],
    ['Star Harbour Pt. 2', 'star harbour part 2'],
    ['Star Harbour Ep One', 'star harbour episode 1'],
    ['Star Harbour Vol. Twelve', 'star harbour volume 12'],
    ['Star Harbour One', 'star harbour one'],
    ['Ⅳ Star Ⅳ', 'iv star 4'],
    ['X', 'x'],
  ])('%s → %s', (title, expected) => {
    expect(key(title)).toBe(expected);
  });

  it('leading zeros are no other number', () => {
    expect(titleFeatures('Star Harbour 007').numbers).toEqual(['7']);
    expect(titleFeatures('Star Harbour 0').numbers).toEqual(['0']);
  });
});
