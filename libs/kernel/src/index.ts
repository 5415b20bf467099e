export * from './bilingual';
export * from './day';
export * from './domain-error';
export * from './edit-distance';
export * from './generations';
export * from './injectable';
export * from './snake-case';
export * from './transaction';
