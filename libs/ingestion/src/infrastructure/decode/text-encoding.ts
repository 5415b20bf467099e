import type { SourceContract, SourceEncoding } from '../../application/source-contract';
import { encodingError } from '../../domain/decode-problems';
import type { TextSurvey } from './text-survey';

/** The one encoding that the whole text obeys. Throws ImportFailure `encoding-error`. */
export function encodingOf(survey: TextSurvey, contract: SourceContract): SourceEncoding {
  if (survey.utf16 !== null && survey.bom !== null) {
    if (survey.utf16.firstInvalid === null) return survey.bom;
    throw encodingError(survey.utf16.firstInvalid, 'The text is not UTF-16', 'Le texte n’est pas de l’UTF-16');
  }
  const { firstInvalid, firstUndefined1252, hasMultiByte } = survey.utf8;
  if (firstInvalid === null) return 'utf-8';
  if (contract.fallbackEncoding === undefined) {
    throw encodingError(firstInvalid, 'The text is not UTF-8', 'Le texte n’est pas de l’UTF-8');
  }
  // A BOM is a sequence of several bytes, too.
  if (hasMultiByte) {
    throw encodingError(
      firstInvalid,
      'The text mixes UTF-8 and another encoding',
      'Le texte mêle l’UTF-8 et un autre encodage',
    );
  }
  if (firstUndefined1252 === null) return 'windows-1252';
  throw encodingError(
    firstUndefined1252,
    'The text is neither UTF-8 nor windows-1252',
    'Le texte n’est ni de l’UTF-8 ni du windows-1252',
  );
}

/** The text in UTF-8 without BOM. It must have been surveyed: nothing is checked here. */
export async function* inUtf8(
  text: AsyncIterable<Uint8Array>,
  encoding: SourceEncoding,
  bomBytes: number,
): AsyncGenerator<Uint8Array> {
  // Without `stream`, Node 20 decodes the bytes 80-9F of windows-1252 as control characters.
  const decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { ignoreBOM: true });
  let skip = bomBytes;
  for await (const chunk of text) {
    const kept = chunk.subarray(skip);
    skip -= chunk.length - kept.length;
    if (kept.length > 0) yield decoder === null ? kept : Buffer.from(decoder.decode(kept, { stream: true }));
  }
}
