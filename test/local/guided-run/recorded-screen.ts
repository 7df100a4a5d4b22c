import { createScreen, type Screen } from '../../../local/guided-run/screen/screen.ts';

/** A screen that is no terminal, and what was written on it. */
export interface RecordedScreen {
  readonly screen: Screen;
  text(): string;
}

export function recordScreen(): RecordedScreen {
  let written = '';
  const screen = createScreen({
    write: (text) => {
      written += text;
    },
  });
  return { screen, text: () => written };
}
