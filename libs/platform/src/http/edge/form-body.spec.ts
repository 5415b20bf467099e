import type { DomainError } from '@hexagone/kernel';
import { readForm } from './form-body';

function read(text: string): unknown {
  try {
    return readForm(Buffer.from(text));
  } catch (error) {
    const { code, extras } = error as DomainError;
    return [code, extras.faults?.[0]?.pointer];
  }
}

describe('the body of a form', () => {
  it.each([
    ['', undefined],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=x+y%20%C3%A9%26&&', { a: 'x y é&' }],
    ['a=b=c', { a: 'b=c' }],
    ['a=&b&c=1', { c: '1' }],
    ['a=1&a=1', ['platform.invalid-parameters', '/a']],
    ['a=&a=1', ['platform.invalid-parameters', '/a']],
    ['a=1&%61=2', ['platform.invalid-parameters', '/a']],
    ['a=%zz', ['platform.malformed-form', undefined]],
    ['a=%C3', ['platform.malformed-form', undefined]],
    ['a=é', ['platform.malformed-form', undefined]],
    ['{"a": 1}', ['platform.malformed-form', undefined]],
    ['a=%00', ['platform.forbidden-character', '/a']],
    ['__proto__=1', ['platform.forbidden-member', '/__proto__']],
  ])('%j is read as %j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});
