const MOST = 200;

/** Answers that were worked out, the last ones asked for; those who ask at once wait for the same. */
export class KeptAnswers<T> {
  private readonly answers = new Map<string, Promise<T>>();

  of(key: string, work: () => Promise<T>): Promise<T> {
    const answer = this.answers.get(key) ?? this.begun(key, work);
    this.answers.delete(key);
    this.answers.set(key, answer);
    for (const [oldest] of this.answers) {
      if (this.answers.size <= MOST) break;
      this.answers.delete(oldest);
    }
    return answer;
  }

  private begun(key: string, work: () => Promise<T>): Promise<T> {
    const answer = work();
    answer.catch(() => {
      if (this.answers.get(key) === answer) this.answers.delete(key);
    });
    return answer;
  }
}
