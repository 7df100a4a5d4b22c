/** A text in XML or HTML, in an element or in a quoted attribute: none of it is markup. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
