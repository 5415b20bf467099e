import { snakeCase } from '@hexagone/kernel';
import { ApiProperty } from '@nestjs/swagger';
import { getMetadataStorage } from 'class-validator';

const AS_WRITTEN = 'hexagone:as-written';

export const wireName = snakeCase;

/** The names of the properties of a class of fields that carry a rule. */
export const fieldsOf = (type: object): string[] => [
  ...new Set(
    getMetadataStorage()
      .getTargetValidationMetadatas(type as () => void, '', false, false)
      .map(({ propertyName }) => propertyName),
  ),
];

/** A published vocabulary that other people's clients already speak: its names go on the wire as they are written. */
export const AsWritten = (): ClassDecorator => (type) => {
  Reflect.defineMetadata(AS_WRITTEN, true, type);
  // A name that stays the same is left alone: describing an inherited property anew would lose its type.
  const renamed = fieldsOf(type).filter((key) => wireName(key) !== key);
  for (const key of renamed) ApiProperty({ name: key })(type.prototype as object, key);
};

export const wireNameIn = (type: object, property: string): string =>
  Reflect.getMetadata(AS_WRITTEN, type) === true ? property : wireName(property);

/** Renames the keys of a plain answer, however deep, for the wire. Hot reads build their JSON in SQL instead. */
export function onTheWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [wireName(key), onTheWire(inner)]));
}
