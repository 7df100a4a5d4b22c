import { escaped } from '../../functions/domain/text/escaped.ts';

/** The SGR parameters of the command line, in a terminal's colours. */
const COLOURS: Readonly<Record<string, string>> = {
  '1;31': 'color:#ff7b72;font-weight:700',
  '1;35': 'color:#d2a8ff;font-weight:700',
  '1;33': 'color:#e3b341;font-weight:700',
  '32': 'color:#7ee787',
  '90': 'color:#8b949e',
  '1': 'font-weight:700',
};

const STYLE = `
body { margin: 0; padding: 24px; background: transparent; display: inline-block; }
.window { background: #0d1117; color: #e6edf3; border-radius: 10px; overflow: hidden; }
.bar { display: flex; gap: 8px; padding: 12px 16px; background: #161b22; }
.bar i { width: 12px; height: 12px; border-radius: 50%; background: #30363d; }
pre { margin: 0; padding: 18px 22px 22px; font: 14px/1.5 "DejaVu Sans Mono", monospace; width: 92ch; box-sizing: content-box; white-space: pre-wrap; word-break: break-all; }
`;

/** What a command printed on a terminal, as a page with a window around it. */
export function terminalPage(command: string, output: string): string {
  const [first = '', ...parts] = output.trimEnd().split('\u001b[');
  const coloured = parts.map((part) => {
    const [, code = '', text = ''] = /^([\d;]*)m(.*)$/s.exec(part) ?? [];
    return `<span style="${COLOURS[code] ?? ''}">${escaped(text)}</span>`;
  });
  const prompt = `<span style="${COLOURS['90']}">$</span> ${escaped(command)}`;
  return `<!doctype html><meta charset="utf-8"><style>${STYLE}</style><div class="window"><div class="bar"><i></i><i></i><i></i></div><pre>${prompt}\n${escaped(first)}${coloured.join('')}</pre></div>`;
}
