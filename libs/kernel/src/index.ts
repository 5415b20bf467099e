export * from './bilingual';
export * from './domain-error';
export * from './edit-distance';
export * from './generations';
export * from './injectable';
export * from './transaction';
