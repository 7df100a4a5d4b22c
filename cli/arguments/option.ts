/** One option of a command. `list` may be given several times and holds names between commas. */
export interface OptionSpec {
  readonly kind: 'flag' | 'value' | 'list';
  readonly short?: string;
}

export type OptionTable = Readonly<Record<string, OptionSpec>>;

/** Options that every command has. */
export const COMMON_OPTIONS: OptionTable = {
  format: { kind: 'value' },
  strict: { kind: 'flag' },
  help: { kind: 'flag', short: 'h' },
};

/** Options of every command that judges. */
export const JUDGING_OPTIONS: OptionTable = { ...COMMON_OPTIONS, verbose: { kind: 'flag' } };

/** What was typed after the command, every option known and every value present. */
export interface Arguments {
  flag(name: string): boolean;
  value(name: string): string | undefined;
  /** Without repetitions, in the order given; empty when the option is absent. */
  list(name: string): readonly string[];
}
