import type { RemediationStep } from '../../functions/domain/model/report.ts';

/** The anchor that Markdown renderers make of a heading: lower case, without punctuation. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}

/** A numbered item; its command is indented so that it belongs to the item. `position` counts from 0. */
export function renderStep({ text, command }: RemediationStep, position: number): string {
  const marker = `${position + 1}. `;
  if (command === undefined) return `${marker}${text}`;
  const indent = ' '.repeat(marker.length);
  const lines = ['```sh', ...command.split('\n'), '```'].map((line) => `${indent}${line}`);
  return [`${marker}${text}`, ...lines].join('\n');
}

/** A title as a sentence: with a capital and a full stop. */
export function sentence(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
}
