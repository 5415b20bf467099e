/*
 * Words of invented titles, each in both languages. A title is `<noun> of <thing>: <place>`, `<nom> <de chose> : <place>`.
 */

type Pair = readonly [en: string, fr: string];

const pairs = (text: string): readonly Pair[] =>
  text.split('|').map((pair): Pair => {
    const [en = '', fr = ''] = pair.trim().split('=');
    return [en, fr];
  });

export const NOUNS = pairs(`Lantern=La Lanterne|Harbour=Le Port|Tower=La Tour|Garden=Le Jardin|Empire=L’Empire|
  Anthem=L’Hymne|Voyage=Le Voyage|Keeper=Le Gardien|Throne=Le Trône|Bridge=Le Pont|Island=L’Île|Meadow=La Prairie|
  Cathedral=La Cathédrale|Machine=La Machine|Orchard=Le Verger|Citadel=La Citadelle|Compass=La Boussole|Mirror=Le Miroir|
  Caravan=La Caravane|Whisper=Le Murmure|Crown=La Couronne|Forge=La Forge|Labyrinth=Le Labyrinthe|Oracle=L’Oracle|
  Prophecy=La Prophétie|Sanctuary=Le Sanctuaire|Song=Le Chant|Stairway=L’Escalier|Storm=La Tempête|Tale=Le Conte|
  Temple=Le Temple|Theatre=Le Théâtre|Valley=La Vallée|Vault=Le Coffre|Village=Le Village|Watch=Le Guet|
  Archive=L’Archive|Banner=La Bannière|Beacon=Le Phare|Carnival=Le Carnaval|Castle=Le Château|Chalice=Le Calice|
  Courier=Le Courrier|Dagger=La Dague|Desert=Le Désert|Dynasty=La Dynastie|Engine=Le Moteur|Fleet=La Flotte|
  Frontier=La Frontière|Gate=La Porte|Hammer=Le Marteau|Hunter=Le Chasseur|Kingdom=Le Royaume|Knight=Le Chevalier|
  Library=La Bibliothèque|Market=Le Marché|Mountain=La Montagne|Needle=L’Aiguille|Ocean=L’Océan|Palace=Le Palais|
  Pilgrim=Le Pèlerin|Railway=Le Chemin de fer|River=La Rivière|Shield=Le Bouclier`);

export const THINGS =
  pairs(`Ash=de cendre|Glass=de verre|Winter=de l’hiver|Salt=de sel|Thorns=d’épines|Copper=de cuivre|
  Dusk=du crépuscule|Echoes=des échos|Feathers=de plumes|Frost=de givre|Honey=de miel|Iron=de fer|Ivory=d’ivoire|
  Jade=de jade|Lightning=de la foudre|Marble=de marbre|Mist=de brume|Moss=de mousse|Night=de la nuit|Oak=de chêne|
  Paper=de papier|Pearls=de perles|Rain=de la pluie|Riddles=des énigmes|Roses=des roses|Rust=de rouille|
  Sand=de sable|Shadows=des ombres|Silence=du silence|Silver=d’argent|Sleep=du sommeil|Smoke=de fumée|Snow=de neige|
  Sparks=d’étincelles|Stars=des étoiles|Steam=de vapeur|Stone=de pierre|Summer=de l’été|Tides=des marées|
  Tin=d’étain|Velvet=de velours|Vines=des vignes|Wax=de cire|Whales=des baleines|Wheat=de blé|Wind=du vent|
  Wolves=des loups|Wool=de laine|Amber=d’ambre|Brass=de laiton|Bronze=de bronze|Clay=d’argile|Coral=de corail|
  Crows=des corbeaux|Dawn=de l’aube|Dust=de poussière|Embers=des braises|Foxes=des renards|Gold=d’or|
  Herons=des hérons|Ink=d’encre|Linen=de lin|Milk=de lait|Moonlight=du clair de lune`);

export const PLACES = `Valdoria Kareth Osmund Belquar Thessaly Norvane Iskander Morwen Calloway Drennic Eldermere
  Fenwick Galdane Hesper Ilmarin Jorvald Kestrane Lysander Maravel Nethering Orrin Pellinor Quillon Rosmere Sundral
  Tavish Umbrane Vesperin Wyrmond Xanthe Yarrow Zephrin`.split(/\s+/);

export const COMPANIES = `Owlworks|Lantern Mill|Blue Kettle|Northgate Interactive|Petit Nuage|Atelier Corbeau|
  Stonefish|Marble Fox|Radio Lune|Tin Whistle|Quatre Vents|Harrow & Vale|Kumo Denshi|Aurora Byte|Gingko House|
  Paper Tiger Park|Salt Road|Bear & Bell|Lumen Forge|Rive Gauche Jeux|Hexenhaus|Kite String|Old Orchard|
  Sable Rouge`
  .split('|')
  .map((name) => name.trim());

/** ISO 3166-1 numeric. */
export const COUNTRIES = ['250', '840', '392', '826', '276', '124', '752'] as const;
