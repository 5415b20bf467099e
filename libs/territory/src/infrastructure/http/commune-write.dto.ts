import { AsWritten, Choice, Maybe, Text, Whole } from '@hexagone/platform';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { KEPT_STATES, type KeptState } from '../../application/override-reads';

class PointDocument {
  @ApiProperty({ enum: ['Point'] }) type!: 'Point';
  @ApiProperty({
    type: [Number],
    minItems: 2,
    maxItems: 2,
    description: 'Longitude, then latitude.',
    example: [4.926, 46.153],
  })
  coordinates!: [number, number];
}

/** Documentation of the documents that a commune is written with; `readCommuneDraft` reads them. */
export class CommuneChanges {
  @ApiPropertyOptional({ type: String, minLength: 1, maxLength: 100, example: "L'Abergement-Clémenciat" }) nom?: string;
  @ApiPropertyOptional({
    type: [String],
    minItems: 1,
    maxItems: 30,
    example: ['01400'],
    description: 'Texts; four digits get their zero back.',
  })
  codesPostaux?: string[];
  @ApiPropertyOptional({ type: String, example: '01400', description: 'One postal code, instead of the list.' })
  codePostal?: string;
  @ApiPropertyOptional({ type: 'integer', minimum: 0, nullable: true, example: 860 }) population?: number | null;
  @ApiPropertyOptional({ type: String, pattern: '^[0-9]{9}$', nullable: true, example: '210100012' }) siren?:
    string | null;
  @ApiPropertyOptional({ type: PointDocument, nullable: true }) centre?: PointDocument | null;
  @ApiPropertyOptional({ type: String, pattern: '^[0-9]{9}$', nullable: true, example: '200069193' }) codeEpci?:
    string | null;
}

export class PushedCommune extends CommuneChanges {
  @ApiPropertyOptional({ type: String, example: '93066', description: 'INSEE code; found by name where it is absent.' })
  code?: string;
  @ApiPropertyOptional({ type: String, example: '93', description: 'Tells homonyms apart.' }) codeDepartement?: string;
}

@AsWritten()
export class WriteQuery {
  @Maybe(Text({ max: 500, example: 'census of 2026' })) reason?: string;
}

export class OverridesQuery {
  @Maybe(Choice(KEPT_STATES)) state?: KeptState;
  @Maybe(Whole({ min: 1, max: 1000, clamped: true })) limit = 1000;
  @Maybe(Whole({ max: 1_000_000 })) offset = 0;
}
