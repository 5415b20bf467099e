import { AccessNotRecorded, OpportunityNotFound } from './reading.errors';

it('says which opportunity is not there', () => {
  const { code, kind, detail } = new OpportunityNotFound('0065q00000ZZZZZAA5');
  expect([code, kind]).toEqual(['lending.opportunity-not-found', 'not-found']);
  expect(detail.en).toBe('There is no opportunity 0065q00000ZZZZZAA5.');
  expect(detail.fr).toContain('0065q00000ZZZZZAA5');
});

it('asks to come back when an access cannot be written down', () => {
  const { code, kind, extras } = new AccessNotRecorded();
  expect([code, kind, extras.retryAfterSeconds]).toEqual(['lending.access-not-recorded', 'unavailable', 5]);
});
