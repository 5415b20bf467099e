import { singleFileZip } from '../../libs/energy/src/infrastructure/rte/single-file-zip';
import { latin1 } from './eco2mix-files';
import { type Answer, FakeSource } from './fake-source';

const FOLDER = '/download/eco2mix/';

/** RTE's server of files, on loopback: what nobody put there is 404. */
export class FakeRte {
  private constructor(private readonly source: FakeSource) {}

  static async start(): Promise<FakeRte> {
    return new FakeRte(await FakeSource.start());
  }

  get environment(): Readonly<Record<string, string>> {
    return { HEXAGONE_ECO2MIX_BASE_URL: this.source.url(FOLDER) };
  }

  /** The names of the files asked for so far, without suffix. */
  get asked(): string[] {
    return this.source.requests.map(({ path }) => path.slice(FOLDER.length, -'.zip'.length));
  }

  /** Of the last request. */
  get condition(): string | undefined {
    return this.source.requests.at(-1)?.headers['if-none-match'];
  }

  /** A file as RTE ships it, in a zip that was made at some time. */
  publish(name: string, text: string, { madeAt = '', ...answer }: Partial<Answer> & { madeAt?: string } = {}): void {
    this.source.serve(`${FOLDER}${name}.zip`, { body: singleFileZip(`${name}${madeAt}.xls`, latin1(text)), ...answer });
  }

  answer(name: string, ...answers: [Answer, ...Answer[]]): void {
    this.source.serve(`${FOLDER}${name}.zip`, ...answers);
  }

  stop(): Promise<void> {
    return this.source.stop();
  }
}
