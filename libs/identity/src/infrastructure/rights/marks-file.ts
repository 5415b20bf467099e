import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError, problem } from '@hexagone/kernel';

/** Mark in hexadecimal → when it was made, ISO 8601. */
export type Marks = ReadonlyMap<string, string>;

const LINE = /^([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;
const text = (marks: Marks): string => [...marks].map(([mark, at]) => `${mark} ${at}\n`).join('');

const UNREADABLE_MARKS = problem('identity.unreadable-marks', 'invalid', {
  en: 'Not a file of marks',
  fr: "Ce n'est pas un fichier de marques",
});

/** Somebody's own file. Throws `identity.unreadable-marks` when it is not there or holds anything but marks. */
export async function readGivenMarks(file: string): Promise<Marks> {
  const marks = await readMarks(file).catch(() => null);
  if (marks && (marks.size > 0 || (await readFile(file, 'utf8')).trim() === '')) return marks;
  throw new DomainError(UNREADABLE_MARKS, {
    en: `${file} is not readable, or holds no mark: a mark is 64 hexadecimal digits and an instant`,
    fr: `${file} est illisible ou ne contient aucune marque : une marque est 64 chiffres hexadécimaux et un instant`,
  });
}

/** Lines that are no mark (a crash may have cut one) are passed over; of one mark twice the later counts. */
async function readMarks(file: string): Promise<Marks> {
  const marks = new Map<string, string>();
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [, mark, at] = LINE.exec(line) ?? [];
    if (mark !== undefined && at !== undefined && at > (marks.get(mark) ?? '')) marks.set(mark, at);
  }
  return marks;
}

/** Our own file; none where it was never written. */
export async function readMarksIfAny(file: string): Promise<Marks> {
  try {
    return await readMarks(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

/** They are on the disk when it resolves. A line that a crash cut short is not continued. */
export async function appendMarks(file: string, marks: Marks): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `\n${text(marks)}`, { mode: 0o600, flush: true });
}

/** Replaces the whole file: it is the former one or this one at every moment. */
export async function replaceMarks(file: string, marks: Marks): Promise<void> {
  const draft = `${file}.${String(process.pid)}`;
  await writeFile(draft, text(marks), { mode: 0o600, flush: true });
  await rename(draft, file);
}
