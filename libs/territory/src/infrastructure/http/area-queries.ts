import { AsWritten, Choice, List, Maybe, Text, Whole } from '@hexagone/platform';
import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { AREA_FIELDS, COMMUNE_TYPES, type CommuneType, SUB_COMMUNE_TYPES, type Zone, ZONES } from '../../domain/areas';
import { type Width, WIDTHS } from '../../domain/rank-communes';

/** The most items that one page may hold. */
export const MOST_ITEMS = 1000;

const SORTS = ['code', '-code', 'nom', '-nom', 'population', '-population', 'score', '-score'] as const;
const GEOMETRIES = ['centre', 'mairie', 'contour', 'bbox'] as const;
export type Geometry = (typeof GEOMETRIES)[number];

const Param = (word: PropertyDecorator, description: string, example?: unknown): PropertyDecorator =>
  applyDecorators(Maybe(word), ApiPropertyOptional({ description, ...(example !== undefined && { example }) }));

const Fields = (known: readonly string[]): PropertyDecorator =>
  Param(List(known), 'Members of each item, in this order; `code` and `nom` always come.', ['nom', 'code']);
const Name = (): PropertyDecorator =>
  Param(Text(), 'Name, forgiving accents, case, abbreviations and typing errors; best match first.', 'Saint-Denis');
const Match = (): PropertyDecorator => Param(Choice(WIDTHS), 'The widest match that is wanted. Default: `fuzzy`.');
const Boost = (): PropertyDecorator => Param(Choice(['population']), 'Weighs the population twice in the score.');
const Zones = (): PropertyDecorator => Param(List(ZONES), 'Zones, as a comma list.', ['metro', 'drom']);
const Code = (description: string, example: string): PropertyDecorator =>
  Param(Text({ max: 20 }), description, example);

const Shape = (): PropertyDecorator => Param(Choice(GEOMETRIES), 'Geometry of GeoJSON. Default: `centre`.');

/** What every list takes. */
abstract class PageQuery {
  @Param(
    Whole({ min: 1, max: MOST_ITEMS, clamped: true }),
    'Items of the page; absent: all. More than 1000 counts as 1000.',
    20,
  )
  limit?: number;

  @Param(Whole({ max: 1_000_000 }), 'Items to pass over.', 0)
  offset = 0;

  @Param(List(SORTS), 'Sort keys, `-` for descending; default `code`, or `score` (best first) with `nom`.', [
    '-population',
  ])
  sort?: string[];

  @Param(Choice(['exact', 'none']), '`none` spares the count of `X-Total-Count`.')
  count: 'exact' | 'none' = 'exact';
}

abstract class NamedQuery extends PageQuery {
  @Name() nom?: string;
  @Match() match: Width = 'fuzzy';
  @Boost() boost?: 'population';
}

/** What the answers of every list need to know of its query, whatever its filters. */
export interface ListQuery extends PageQuery {
  readonly fields?: readonly string[];
  readonly geometry?: Geometry;
  readonly nom?: string;
  readonly match?: Width;
  readonly boost?: 'population';
  readonly codePostal?: string;
}

@AsWritten()
export class CommunesQuery extends NamedQuery {
  @Fields(AREA_FIELDS.commune) fields?: string[];
  @Shape() geometry?: Geometry;
  @Code('INSEE code; a lost zero is restored.', '01001') code?: string;
  @Code('Postal code; three digits or fewer, or a final `*`, are a prefix.', '93200') codePostal?: string;
  @Code('Département.', '93') codeDepartement?: string;
  @Code('Région.', '11') codeRegion?: string;
  @Code('SIREN of the EPCI.', '200054781') codeEpci?: string;
  @Code('SIREN of the commune.', '210100012') siren?: string;
  @Code('Commune that the arrondissements, delegated or associated communes are part of.', '75056') codeParent?: string;
  @Code('A code that a commune had once.', '93059') ancienCode?: string;
  @Param(List(COMMUNE_TYPES), 'Types, as a comma list. Default: `commune-actuelle`.', ['commune-actuelle'])
  type?: CommuneType[];
  @Zones() zone?: Zone[];
}

@AsWritten()
export class CommuneQuery {
  @Fields(AREA_FIELDS.commune) fields?: string[];
  @Shape() geometry?: Geometry;
}

/** The communes of a département or of an EPCI. */
@AsWritten()
export class MembersQuery extends PageQuery {
  @Fields(AREA_FIELDS.commune) fields?: string[];
  @Shape() geometry?: Geometry;
}

@AsWritten()
export class SubCommunesQuery extends NamedQuery {
  @Fields(AREA_FIELDS.subCommune) fields?: string[];
  @Shape() geometry?: Geometry;
  @Param(List(SUB_COMMUNE_TYPES), 'Types, as a comma list. Default: both.') type?: CommuneType[];
  @Code('Commune that they are part of.', '93066') chefLieu?: string;
  @Code('INSEE code.', '93059') code?: string;
  @Code('Département.', '93') codeDepartement?: string;
  @Code('Région.', '11') codeRegion?: string;
  @Code('SIREN of the EPCI.', '200054781') codeEpci?: string;
}

@AsWritten()
export class SubCommuneQuery {
  @Fields(AREA_FIELDS.subCommune) fields?: string[];
  @Shape() geometry?: Geometry;
}

@AsWritten()
export class DepartementsQuery extends NamedQuery {
  @Fields(AREA_FIELDS.departement) fields?: string[];
  @Code('Code; a lost zero is restored.', '2A') code?: string;
  @Code('Région.', '94') codeRegion?: string;
  @Zones() zone?: Zone[];
}

@AsWritten()
export class DepartementQuery {
  @Fields(AREA_FIELDS.departement) fields?: string[];
}

/** The départements of a région. */
@AsWritten()
export class RegionDepartementsQuery extends PageQuery {
  @Fields(AREA_FIELDS.departement) fields?: string[];
}

@AsWritten()
export class RegionsQuery extends NamedQuery {
  @Fields(AREA_FIELDS.region) fields?: string[];
  @Code('Code; a lost zero is restored.', '84') code?: string;
  @Code('INSEE code of the seat.', '69123') chefLieu?: string;
  @Zones() zone?: Zone[];
}

@AsWritten()
export class RegionQuery {
  @Fields(AREA_FIELDS.region) fields?: string[];
}

@AsWritten()
export class EpcisQuery extends NamedQuery {
  @Fields(AREA_FIELDS.epci) fields?: string[];
  @Code('SIREN of the EPCI.', '243500139') code?: string;
  @Code('Département of a member.', '35') codeDepartement?: string;
  @Code('Région of a member.', '53') codeRegion?: string;
  @Zones() zone?: Zone[];
}

@AsWritten()
export class EpciQuery {
  @Fields(AREA_FIELDS.epci) fields?: string[];
}
