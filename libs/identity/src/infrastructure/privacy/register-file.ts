import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { contradictions, overlay, register, type Register } from './register-shape';
import type { Shape } from './shapes';

/** The nearest docs/privacy/registre.yaml upwards: above the sources, and above dist/ likewise. */
function standing(directory: string): string {
  const path = join(directory, 'docs', 'privacy', 'registre.yaml');
  if (existsSync(path)) return path;
  if (directory === dirname(directory)) throw new Error('docs/privacy/registre.yaml is missing');
  return standing(dirname(directory));
}

function refuse(path: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${path} is not a register of processing:\n${faults.join('\n')}`);
}

function read<T>(path: string, shape: Shape<T>): T {
  const faults: string[] = [];
  const value = shape(parsed(path), '', faults);
  refuse(path, faults);
  return value;
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function laidOver(ours: Register, path: string): Register {
  const { activities = [], retentions, ...rest } = read(path, overlay);
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
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
