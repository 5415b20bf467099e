import { readFileSync } from 'node:fs';
import { type Bilingual, type FieldFault, nearestName } from '@hexagone/kernel';
import { REFRESH, type Variable, type VariableName, VARIABLES } from './variables';

export type Env = Readonly<Record<string, string | undefined>>;

const OURS: Readonly<Record<VariableName, Variable>> = VARIABLES;

/** Reads variables one by one and notes every fault. An empty variable counts as unset. */
export class Environment {
  readonly faults: FieldFault[] = [];

  constructor(private readonly env: Env) {}

  fault(name: string, code: string, detail: Bilingual): void {
    this.faults.push({ parameter: name, code, detail });
  }

  text(name: VariableName): string | undefined {
    const given = this.env[name]?.trim();
    const fromFile = OURS[name].secret ? this.fileOf(name, given) : undefined;
    return fromFile ?? (given === '' || given === undefined ? OURS[name].default : given);
  }

  whole(name: VariableName, most: number, least = 0): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    if (/^(0|[1-9][0-9]{0,14})$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    this.fault(name, 'whole_number', {
      en: `must be a whole number from ${least} to ${most}`,
      fr: `doit être un nombre entier de ${least} à ${most}`,
    });
    return undefined;
  }

  choice<T extends string>(name: VariableName, choices: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const chosen = choices.find((choice) => choice === text);
    if (chosen === undefined) this.fault(name, 'unknown_value', oneOf(choices));
    return chosen;
  }

  isOn(name: VariableName): boolean {
    return this.choice(name, ['on', 'off']) === 'on';
  }

  list(name: VariableName, isGood: (item: string) => boolean, expected: Bilingual): readonly string[] {
    const items = (this.text(name) ?? '').split(',').map((item) => item.trim());
    const given = items.filter((item) => item !== '');
    for (const bad of given.filter((item) => !isGood(item))) {
      this.fault(name, 'malformed', {
        en: `"${bad}" is not ${expected.en}`,
        fr: `« ${bad} » n’est pas ${expected.fr}`,
      });
    }
    return given;
  }

  /** A name that looks like ours and is not: a slip of the pen must not pass in silence. */
  checkNames(): void {
    const known = Object.entries(OURS).flatMap(([name, { secret }]) => (secret ? [name, `${name}_FILE`] : [name]));
    for (const name of Object.keys(this.env).filter((key) => key.startsWith('HEXAGONE_'))) {
      if (known.includes(name)) continue;
      if (REFRESH.test(name)) this.checkSwitch(name);
      else this.unknown(name, nearestName(name, known));
    }
  }

  private checkSwitch(name: string): void {
    if (!['on', 'off', '', undefined].includes(this.env[name])) this.fault(name, 'unknown_value', oneOf(['on', 'off']));
  }

  private unknown(name: string, nearest: string | undefined): void {
    this.fault(name, 'unknown_name', {
      en: nearest ? `is unknown: did you mean ${nearest}?` : 'is unknown: `hexagone config` lists the variables',
      fr: nearest
        ? `est inconnue : vouliez-vous dire ${nearest} ?`
        : 'est inconnue : `hexagone config` liste les variables',
    });
  }

  private fileOf(name: VariableName, given: string | undefined): string | undefined {
    const path = this.env[`${name}_FILE`]?.trim();
    if (!path) return undefined;
    if (given) {
      this.fault(name, 'twice', {
        en: `is given twice, also as ${name}_FILE`,
        fr: `est donnée deux fois, aussi par ${name}_FILE`,
      });
    }
    const text = textOf(path);
    if (text) return text;
    this.fault(`${name}_FILE`, 'unreadable', {
      en: 'names a file that is empty or cannot be read',
      fr: 'désigne un fichier vide ou illisible',
    });
    return undefined;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return undefined;
  }
}

const oneOf = (choices: readonly string[]): Bilingual => ({
  en: `must be ${choices.join(' or ')}`,
  fr: `doit valoir ${choices.join(' ou ')}`,
});
