/** A sort of game: what it plays like and what a page about it says. */
export interface Archetype {
  readonly key: string;
  /** IGDB's ids. */
  readonly genres: readonly number[];
  /** The word that sales figures use. */
  readonly salesGenre: string;
  readonly keywords: readonly string[];
  readonly summary: string;
}

const archetype = (
  key: string,
  genres: readonly number[],
  salesGenre: string,
  told: readonly [string, string],
): Archetype => ({
  ...{ key, genres, salesGenre },
  keywords: told[0].split(', '),
  summary: told[1],
});

export const ARCHETYPES: readonly Archetype[] = [
  archetype('racing', [10], 'Racing', [
    'cars, racing, drift',
    'Race sports cars on winding roads, tune the engine in the garage and win the championship.',
  ]),
  archetype('city', [13, 15], 'Simulation', [
    'city building, management',
    'Build and manage a city: lay out roads, zones and services, and keep the budget of the mayor in order.',
  ]),
  archetype('pirates', [31], 'Adventure', [
    'pirates, sailing, treasure',
    'Sail a pirate ship, fight naval battles with cannons and dig for buried treasure on remote islands.',
  ]),
  archetype('football', [14], 'Sports', [
    'football, soccer, league',
    'Play football matches in full stadiums, train the team and lead the club to the cup.',
  ]),
  archetype('zombies', [5], 'Shooter', [
    'zombies, survival, horror',
    'Survive hordes of zombies in an abandoned hospital with little ammunition and fewer friends.',
  ]),
  archetype('space', [5, 13], 'Shooter', [
    'space, starship, galaxy',
    'Pilot a starship across the galaxy, trade between planets and fight in space against alien fleets.',
  ]),
  archetype('dragons', [12], 'Role-Playing', [
    'dragons, magic, quest',
    'A young knight learns magic, gathers companions and sets out on a quest to slay the last dragon.',
  ]),
  archetype('farm', [13], 'Simulation', [
    'farming, animals, harvest',
    'Inherit a small farm, plant crops, raise animals and make friends with the people of the village.',
  ]),
  archetype('detective', [2, 31], 'Adventure', [
    'detective, murder, mystery',
    'A detective questions suspects and collects clues to solve a murder on a night train.',
  ]),
  archetype('ninja', [25, 8], 'Action', [
    'ninja, stealth, katana',
    'Sneak through a castle as a ninja, climb its walls and strike from the shadows with a katana.',
  ]),
  archetype('war', [11, 15], 'Strategy', [
    'world war, tanks, army',
    'Command tanks and infantry in real time battles of the Second World War.',
  ]),
  archetype('chess', [35, 16], 'Strategy', [
    'chess, board game, tactics',
    'A board game of kings and pawns: learn chess openings, solve puzzles and challenge the grandmaster.',
  ]),
  archetype('music', [7], 'Misc', [
    'music, rhythm, guitar',
    'Follow the rhythm, play the guitar on stage and make the crowd dance to every song.',
  ]),
  archetype('boxing', [4, 14], 'Fighting', [
    'boxing, fighting, arena',
    'Step into the ring and fight: boxers, wrestlers and martial artists trade punches for the title.',
  ]),
  archetype('robots', [8, 32], 'Platform', [
    'robots, jumping, platformer',
    'A small robot jumps over gaps, avoids traps and collects gears in a colourful world of platforms.',
  ]),
  archetype('blocks', [9], 'Puzzle', [
    'puzzle, falling blocks, logic',
    'Turn falling blocks of colour, clear the lines and solve hundreds of logic puzzles.',
  ]),
  archetype('school', [34], 'Role-Playing', [
    'school, romance, dating',
    'A visual novel of first love: choose your answers, pass the exams and invite someone to the school dance.',
  ]),
  archetype('hospital', [13], 'Simulation', [
    'doctor, surgery, hospital',
    'Be a surgeon: diagnose patients, operate with a steady hand and run the emergency ward.',
  ]),
  archetype('skate', [14, 33], 'Sports', [
    'skateboard, tricks, street',
    'Grind rails, chain skateboard tricks and film the best line of the city’s streets.',
  ]),
  archetype('dinosaurs', [31, 5], 'Action', [
    'dinosaurs, jungle, park',
    'Escape from a jungle full of dinosaurs after the fences of the park have failed.',
  ]),
];
