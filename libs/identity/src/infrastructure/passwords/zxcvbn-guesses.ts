import { Injectable } from '@nestjs/common';
import { PasswordGuesses } from '../../domain/password-guesses';

/** Eighty thousand words: read only when a password is chosen. */
const estimator = () => import('./zxcvbn-estimator.js');

@Injectable()
export class ZxcvbnGuesses extends PasswordGuesses {
  async isListed(word: string): Promise<boolean> {
    return (await estimator()).isListed(word);
  }

  async score(password: string, words: readonly string[]): Promise<number> {
    return (await estimator()).score(password, words);
  }
}
