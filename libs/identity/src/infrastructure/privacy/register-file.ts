import type { Bilingual } from '@hexagone/kernel';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { faultyRegister } from '../../application/register-of-processing';
import { contradictions, overlay, register, type Register, type RetentionTerm } from './register-shape';
import type { Shape } from './shapes';

/** The nearest docs/privacy/registre.yaml upwards: above the sources, and above dist/ likewise. */
function standing(directory: string): string {
  const path = join(directory, 'docs', 'privacy', 'registre.yaml');
  if (existsSync(path)) return path;
  if (directory === dirname(directory)) throw new Error('docs/privacy/registre.yaml is missing');
  return standing(dirname(directory));
}

function refuse(path: string, faults: readonly Bilingual[]): void {
  if (faults.length > 0)
    throw faultyRegister(faults.map(({ en, fr }) => ({ en: `${path}: ${en}`, fr: `${path} : ${fr}` })));
}

function read<T>(path: string, shape: Shape<T>): T {
  const faults: Bilingual[] = [];
  const value = shape(parsed(path), '', faults);
  refuse(path, faults);
  return value;
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const { message } = error as Error;
    throw faultyRegister([{ en: `${path} cannot be read: ${message}`, fr: `${path} est illisible : ${message}` }]);
  }
}

/** A duration that a variable decides, or that the software relies on, is not for this file. */
function fixed(rule: string, term: RetentionTerm | undefined): readonly Bilingual[] {
  if (!term?.fixed && !term?.set_by) return [];
  const { variable } = term.set_by ?? {};
  return [
    {
      en: `retentions.${rule} is ${variable ? `decided by ${variable}` : 'not to be changed'}`,
      fr: `retentions.${rule} ${variable ? `dépend de ${variable}` : 'ne se change pas'}`,
    },
  ];
}

function laidOver(ours: Register, path: string): Register {
  const { activities = [], retentions, ...rest } = read(path, overlay);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  refuse(
    path,
    Object.keys(retentions ?? {}).flatMap((rule) => fixed(rule, ours.retentions[rule])),
  );
  const replaced = new Map([...ours.activities, ...activities].map((activity) => [activity.id, activity]));
  return {
    ...ours,
    ...given,
    retentions: { ...ours.retentions, ...retentions },
    activities: [...replaced.values()],
  };
}

/** The register of this release, with the operator's file over it. Throws naming the file and every path at fault. */
export function readRegister(operatorsFile?: string): Register {
  const path = standing(__dirname);
  const ours = read(path, register);
  const all = operatorsFile === undefined ? ours : laidOver(ours, operatorsFile);
  refuse(operatorsFile ?? path, contradictions(all));
  return all;
}
