import { groupGraphContract, groupRepositoryContract } from './group-repository.contract';
import { siteRepositoryContract } from './site-repository.contract';
import { itemReadsContract, siteWritesContract } from './site-writes.contract';
import type { EmptyWorld } from './world';

/** What the ports of sites promise, whatever stands behind them. */
export function sitesContract(empty: EmptyWorld): void {
  describe('sites', () => {
    siteRepositoryContract(empty);
  });
  describe('groups', () => {
    groupRepositoryContract(empty);
  });
  describe('graph of groups', () => {
    groupGraphContract(empty);
  });
  describe('writes', () => {
    siteWritesContract(empty);
  });
  describe('items', () => {
    itemReadsContract(empty);
  });
}
