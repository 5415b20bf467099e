/** `maxPowerMegawatt` in the code is `max_power_megawatt` in SQL and on the wire; `at1` stays `at_1`. */
export const snakeCase = (name: string): string =>
  name.replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])/g, '_').toLowerCase();
