import type { Outcome, RenderOptions } from './outcome.ts';

/** Whatever the format, the text ends with a line break. */
type Renderer = (outcome: Outcome, options: RenderOptions) => string;

/**
 * Every output format, for every command that judges: `verify`, `invoke`, `diagnose` and `audit`. Usage
 * errors and help texts list them in this order, the default one first; a renderer is loaded when it is used.
 */
const RENDERERS = {
  pretty: async () => (outcome, options) => outcome.text(options),
  json: async () => (outcome) => `${JSON.stringify(outcome.document, null, 2)}\n`,
  junit: async () => (await import('./render-junit.ts')).renderJunit,
  github: async () => (await import('./render-github.ts')).renderGithub,
  markdown: async () => (await import('./render-markdown.ts')).renderMarkdown,
  sarif: async () => (await import('./render-sarif.ts')).renderSarif,
  html: async () => (await import('./render-html.ts')).renderHtml,
} as const satisfies Readonly<Record<string, () => Promise<Renderer>>>;

/** How a command that judges prints what it found. */
export type OutcomeFormat = keyof typeof RENDERERS;

/** The names of the formats. */
export const OUTCOME_FORMATS: readonly OutcomeFormat[] = Object.keys(
  RENDERERS,
) as readonly OutcomeFormat[];

/** Loads the renderer of a format. */
export async function rendererOf(format: OutcomeFormat): Promise<Renderer> {
  return await RENDERERS[format]();
}
