import { generateKeyPairSync } from 'node:crypto';
import { KeySeal } from './key-seal';

const SECRET = 'a secret that only tests know, of more than 32 bytes';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

describe('a sealed key', () => {
  const seal = new KeySeal(SECRET);

  it('opens as what it was', () => {
    const opened = new KeySeal(SECRET).open('kid', seal.seal('kid', privateKey));
    expect(opened.export({ format: 'jwk' })).toMatchObject(publicKey.export({ format: 'jwk' }));
  });

  it('is another text each time, and shows nothing of the key', () => {
    const [one, two] = [seal.seal('kid', privateKey), seal.seal('kid', privateKey)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes(privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32))).toBe(false);
  });

  it('does not open with another secret, for another key, or altered anywhere', () => {
    const sealed = seal.seal('kid', privateKey);
    const refusal = /^Key \S+ was sealed with another HEXAGONE_SECRET, or altered/;
    expect(() => new KeySeal(`${SECRET}.`).open('kid', sealed)).toThrow(refusal);
    expect(() => seal.open('other', sealed)).toThrow(refusal);
    for (let i = 0; i < sealed.length; i++) {
      const altered = Buffer.from(sealed);
      altered[i]! ^= 1;
      expect(() => seal.open('kid', altered)).toThrow(refusal);
      expect(() => seal.open('kid', sealed.subarray(0, i))).toThrow(refusal);
    }
  });
});
