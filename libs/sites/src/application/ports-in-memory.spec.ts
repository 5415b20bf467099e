import { inMemoryWorld } from '../../../../test/support/sites/in-memory-world';
import { sitesContract } from '../../../../test/support/sites/sites.contract';

describe('the fakes of the ports keep their promises', () => {
  sitesContract(() => Promise.resolve(inMemoryWorld()));
});
