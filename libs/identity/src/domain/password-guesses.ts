/** How easily a password is guessed. */
export abstract class PasswordGuesses {
  /** True for words that lists of passwords hold: lower case, letters alone. */
  abstract isListed(word: string): Promise<boolean>;
  /** From 0, guessed at once, to 4. `words`: what one knows of the person. */
  abstract score(password: string, words: readonly string[]): Promise<number>;
}
