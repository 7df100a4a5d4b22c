import type { Diagnosis, RemediationStep } from '../../model/report.ts';
import { causeVerb } from '../confidence-wording.ts';
import type { Section, SectionLine } from './section.ts';

/** In place of the steps of a cause that has none, or is not known. */
export const NO_STEP =
  'No step is known for this. The checks say what was expected and what was found.';

/** What was seen, an item per line. Empty without a diagnosis. */
export function evidenceSection(diagnosis: Diagnosis | undefined): Section {
  const evidence = diagnosis?.evidence ?? [];
  return { heading: 'What was seen', lines: evidence.map((text) => ({ marker: '- ', text })) };
}

/** The numbered steps, each command on lines of its own, then the help page. Never empty. */
export function remediationSection(diagnosis: Diagnosis | undefined): Section {
  const steps = diagnosis?.remediation ?? [];
  const lines = steps.length === 0 ? [{ marker: '- ', text: NO_STEP }] : steps.flatMap(stepLines);
  const helpUrl = diagnosis?.helpUrl ?? '';
  const help = helpUrl === '' ? [] : [{ marker: '', text: `Help: ${helpUrl}` }];
  return { heading: 'What to do', lines: [...lines, ...help] };
}

/** The first step in one line; its command, if it has one, stands in the section. */
export function firstStep(diagnosis: Diagnosis | undefined): string {
  const [step] = diagnosis?.remediation ?? [];
  if (step === undefined) {
    return NO_STEP;
  }
  return step.command ? step.text.replace(/[:.]?$/u, ' (command below).') : step.text;
}

/** The other causes that fit, ranked as the diagnosis ranks them. */
export function alternativesSection(diagnosis: Diagnosis | undefined): Section {
  const alternatives = diagnosis?.alternatives ?? [];
  return {
    heading: 'Other explanations',
    lines: alternatives.map(({ cause, confidence }) => ({
      marker: '- ',
      text: `the cause ${causeVerb(confidence)} ${cause} (${confidence})`,
    })),
  };
}

function stepLines(step: RemediationStep, index: number): readonly SectionLine[] {
  const marker = `${index + 1}. `;
  const command = step.command ?? '';
  const commandLines = command === '' ? [] : command.split('\n');
  return [
    { marker, text: step.text },
    ...commandLines.map((text): SectionLine => ({ marker: '   ', text, verbatim: true })),
  ];
}
