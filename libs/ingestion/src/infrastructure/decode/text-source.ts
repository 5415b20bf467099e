import type { SourceContract, SourceEncoding } from '../../application/source-contract';
import type { Content } from './content';
import { encodingOf, inUtf8 } from './text-encoding';
import type { TextSurvey } from './text-survey';

/** A surveyed text in the encoding that it has by one contract. */
export class TextSource {
  readonly encoding: SourceEncoding;

  /** Throws ImportFailure `encoding-error`. */
  constructor(
    readonly content: Content,
    readonly survey: TextSurvey,
    contract: SourceContract,
    /** Nothing of it is quoted. */
    readonly personal = false,
  ) {
    this.encoding = encodingOf(survey, contract);
  }

  /** UTF-8 without BOM. */
  open(): AsyncIterable<Uint8Array> {
    return inUtf8(this.content.bytes(), this.encoding, this.survey.bomBytes);
  }

  get head(): string {
    return new TextDecoder(this.encoding).decode(this.survey.head, { stream: true });
  }

  get tail(): string {
    return new TextDecoder(this.encoding).decode(this.survey.tail, { stream: true });
  }
}
