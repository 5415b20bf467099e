import type { DatasetPart } from '../../application/dataset';
import type { OpenedSource, RawFile, SourceReader } from '../../application/source-files';
import { malformed, headerProblem } from '../../domain/decode-problems';
import { ImportFailure } from '../../domain/import-failure';
import { abortable } from './byte-chunks';
import { openContainer } from './container';
import { openCsv } from './csv-source';
import { openJson } from './json-source';
import { type Misfit, nearest } from './misfit';
import { formatFailure, formatOf } from './text-format';
import { TextSource } from './text-source';
import { surveyText } from './text-survey';

/** Reads sources as streams: memory does not grow with the file, which is read again for each pass. */
export class StreamingSourceReader implements SourceReader {
  /**
   * One pass over the whole file proves container and encoding; then the file goes to the first part that it fits.
   * Among several parts a file-name pattern must match; a part that is offered alone is not asked for its pattern.
   */
  async open(
    file: RawFile,
    parts: readonly DatasetPart[],
    signal: AbortSignal,
    personal = false,
  ): Promise<OpenedSource> {
    const content = await openContainer(file, signal);
    const survey = await surveyText(abortable(content.bytes(), signal));
    return firstFitting(
      candidates(file.name, parts),
      (part) => new TextSource(content, survey, part.contract, personal),
    );
  }
}

function candidates(name: string, parts: readonly DatasetPart[]): readonly DatasetPart[] {
  const named =
    parts.length === 1 ? parts : parts.filter(({ fileName }) => fileName === undefined || fileName.test(name));
  if (named.length > 0) return named;
  const known = parts.map(({ name: part }) => part).join(', ');
  throw malformed(headerProblem(undefined), {
    en: `The file name “${name}” is that of none of the parts: ${known}.`,
    fr: `Le nom de fichier « ${name} » n’est celui d’aucune des parties : ${known}.`,
  });
}

async function firstFitting(
  parts: readonly DatasetPart[],
  textFor: (part: DatasetPart) => TextSource,
): Promise<OpenedSource> {
  const misfits: Misfit[] = [];
  for (const part of parts) {
    const opened = await openPart(part, textFor).catch(asMisfit);
    if ('read' in opened) return opened;
    misfits.push(opened);
  }
  throw nearest(misfits).failure;
}

async function openPart(part: DatasetPart, textFor: (part: DatasetPart) => TextSource): Promise<OpenedSource | Misfit> {
  const text = textFor(part);
  const format = formatOf(part.contract, text);
  if (format === null) return { failure: formatFailure(part.contract, text), distance: Infinity };
  return format === 'csv' ? openCsv(part, text) : openJson(part, text, format);
}

/** Fits as far as it could be seen, but something else is wrong with it. */
function asMisfit(error: unknown): Misfit {
  if (error instanceof ImportFailure) return { failure: error, distance: 0 };
  throw error;
}
