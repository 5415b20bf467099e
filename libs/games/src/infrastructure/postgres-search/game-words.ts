import { Generations } from '@hexagone/kernel';
import { Database } from '@hexagone/platform';
import { Injectable } from '@nestjs/common';
import { WordList, type TitleWord } from '../../domain/search/word-list';
import { GAMES_DATA } from '../persistence/games-data';

interface Known {
  readonly generation: string;
  readonly words: Promise<WordList>;
}

/** The words of all titles, kept in memory until the catalogue changes. */
@Injectable()
export class GameWords {
  private known: Known | undefined;

  constructor(
    private readonly database: Database,
    private readonly generations: Generations,
  ) {}

  async current(): Promise<WordList> {
    const generation = await this.generations.of(...GAMES_DATA);
    if (this.known?.generation !== generation) {
      const words = this.load();
      this.known = { generation, words };
      words.catch(() => {
        this.known = undefined;
      });
    }
    return this.known.words;
  }

  private async load(): Promise<WordList> {
    const { rows } = await this.database.query<TitleWord>('SELECT word, df AS games FROM game_word');
    return new WordList(rows);
  }
}
