import type { TextRule } from '../../functions/configuration/schema/setting.ts';

interface Described {
  /** As it is typed, without its dashes. */
  readonly name: string;
  /** A clause without its full stop; the choices and the default are put after it. */
  readonly text: string;
}

/** An option that is there or not. */
export interface FlagOption extends Described {
  readonly kind: 'flag';
  readonly short?: string | undefined;
}

interface WithValue extends Described {
  /** What the value is called: `FILE`. */
  readonly value: string;
  /** Ends "--env is missing:". */
  readonly missing?: string | undefined;
  /** What holds where the option is absent, in words. */
  readonly otherwise?: string | undefined;
  /** What a shell offers as its value; the values of a choice are offered anyway. */
  readonly completes?: 'files' | 'environments' | undefined;
}

/** An option with one value. */
export interface ValueOption extends WithValue {
  readonly kind: 'value';
  readonly default?: string | undefined;
  readonly rule?: Pick<TextRule, 'pattern' | 'what'> | undefined;
}

/** An option with one of a few values. */
export interface ChoiceOption<T extends string = string> extends WithValue {
  readonly kind: 'choice';
  readonly choices: readonly T[];
  readonly default: T;
}

/** An option that may be given several times, and holds names between commas. */
export interface ListOption extends WithValue {
  readonly kind: 'list';
}

// Rows of the table of options.
export const flag = (option: Omit<FlagOption, 'kind'>): FlagOption => ({ kind: 'flag', ...option });
export const value = (option: Omit<ValueOption, 'kind'>): ValueOption => ({
  kind: 'value',
  ...option,
});
export const list = (option: Omit<ListOption, 'kind'>): ListOption => ({ kind: 'list', ...option });
export const choice = <T extends string>(
  option: Omit<ChoiceOption<T>, 'kind'>,
): ChoiceOption<T> => ({
  kind: 'choice',
  ...option,
});

export type Option = FlagOption | ValueOption | ChoiceOption | ListOption;

/** The one argument of a command that is no option. */
export interface Operand {
  /** What it is called: `SHELL`. */
  readonly name: string;
  /** All that is allowed; absent: anything. */
  readonly choices?: readonly string[] | undefined;
  /** What is allowed too, and is for programs. */
  readonly hidden?: readonly string[] | undefined;
  /** What a shell offers where anything is allowed. */
  readonly suggestions?: (() => Promise<readonly string[]>) | undefined;
  readonly isRequired: boolean;
}

/** What was typed after the command, every option known and every value allowed. */
export interface Arguments {
  /** Absent where the command takes none, or none was given. */
  readonly operand: string | undefined;
  has(option: Option): boolean;
  value(option: ValueOption): string | undefined;
  /** The value or its default; throws the usage error of {@link missingOption} where there is neither. */
  needed(option: ValueOption): string;
  choice<T extends string>(option: ChoiceOption<T>): T;
  /** Without repetitions, in the order given; empty when the option is absent. */
  list(option: ListOption): readonly string[];
}
