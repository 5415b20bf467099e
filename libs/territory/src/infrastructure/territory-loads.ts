import { TerritoryDataset } from '../application/territory-dataset';
import * as cog from './cog/reference-publications';
import { PlacePublication } from './geonames/place-publication';

/** The datasets of this context, each with the publications that write it. */
export const territoryDataset = (): TerritoryDataset =>
  new TerritoryDataset({
    regions: cog.publishRegions(),
    departements: cog.publishDepartements(),
    arrondissements: cog.publishArrondissements(),
    epci: cog.publishEpci(),
    ept: cog.publishEpt(),
    communes: cog.publishCommunes(),
    history: cog.publishHistory(),
    geonames: new PlacePublication(),
  });
