import type { TextRule } from '../../functions/configuration/schema/setting.ts';
import type { Prompts } from './prompts.ts';

/** What the person types between commas, each once, at least so many of them. */
export async function askList(
  prompts: Prompts,
  {
    message,
    rule,
    least,
  }: { readonly message: string; readonly rule: TextRule; readonly least: number },
): Promise<readonly string[]> {
  const refuse = (answer: string): string | undefined => {
    const entries = entriesOf(answer);
    const isGood = entries.length >= least && entries.every((one) => rule.pattern.test(one));
    return isGood ? undefined : `Each must be ${rule.what}.`;
  };
  return entriesOf(await prompts.text({ message, refuse }));
}

function entriesOf(text: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ''))];
}
