import type { Bilingual, Language } from '@hexagone/kernel';
import { SingleBar } from 'cli-progress';
import type { Progress, Watch } from '../../application/import-request';
import { phrase } from './detail-lines';

const STAGES: Readonly<Record<Progress['stage'], Bilingual>> = {
  fetching: { en: 'fetching', fr: 'téléchargement' },
  reading: { en: 'reading', fr: 'lecture' },
  staging: { en: 'staging', fr: 'préparation' },
  settling: { en: 'settling', fr: 'arbitrage' },
  publishing: { en: 'publishing', fr: 'publication' },
};
const UNITS: Readonly<Record<Progress['unit'], Bilingual>> = {
  bytes: { en: 'bytes', fr: 'octets' },
  records: { en: 'records', fr: 'enregistrements' },
};
const PLAIN_EVERY_MS = 5000;
const BAR_WIDTH = 30;

interface Stage {
  readonly progress: Progress;
  readonly since: number;
}

/** The talk of runs on stderr: a bar on a terminal, else a line per stage and each five seconds. Both say the same. */
export class ProgressTalk implements Watch {
  private stage: Stage | undefined;
  private bar: SingleBar | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    readonly signal: AbortSignal,
    private readonly language: Language,
    private readonly out: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
  ) {}

  said(line: Bilingual): void {
    this.bar?.stop();
    this.bar = undefined;
    this.out.write(`${line[this.language]}\n`);
  }

  progress(progress: Progress): void {
    const last = this.stage?.progress;
    const same = last?.stage === progress.stage && last.run === progress.run;
    this.stage = { progress, since: same && this.stage ? this.stage.since : Date.now() };
    if (this.out.isTTY && process.env['TERM'] !== 'dumb') this.drawBar(same);
    else if (!same) this.writePlainly();
  }

  stop(): void {
    this.bar?.stop();
    clearInterval(this.timer);
  }

  private drawBar(same: boolean): void {
    if (!same) this.bar?.stop();
    if (!same || !this.bar) {
      this.bar = new SingleBar({ stream: this.out, format: () => this.sentence(true), hideCursor: true, fps: 8 });
      this.bar.start(1, 0);
    }
    this.bar.update(this.share() ?? 0);
  }

  private writePlainly(): void {
    this.out.write(`${this.sentence(false)}\n`);
    clearInterval(this.timer);
    this.timer = setInterval(() => this.out.write(`${this.sentence(false)}\n`), PLAIN_EVERY_MS).unref();
  }

  private share(): number | undefined {
    const { done, total } = this.stage?.progress ?? { done: 0 };
    return total ? Math.min(done / total, 1) : undefined;
  }

  private sentence(drawn: boolean): string {
    if (!this.stage) return '';
    const { progress, since } = this.stage;
    const seconds = (Date.now() - since) / 1000;
    const number = (value: number): string => phrase(Math.round(value), this.language);
    const share = this.share();
    const filled = Math.round((share ?? 0) * BAR_WIDTH);
    return [
      STAGES[progress.stage][this.language],
      drawn && share !== undefined && `[${'='.repeat(filled)}${' '.repeat(BAR_WIDTH - filled)}]`,
      `${number(progress.done)}${progress.total ? ` / ${number(progress.total)}` : ''} ${UNITS[progress.unit][this.language]}`,
      share !== undefined && `${String(Math.floor(share * 100))} %`,
      seconds >= 1 && `${number(progress.done / seconds)}/s`,
    ]
      .filter(Boolean)
      .join('  ');
  }
}
