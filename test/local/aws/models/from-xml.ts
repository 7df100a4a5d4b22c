interface Element {
  readonly name: string;
  readonly children: Element[];
  text: string;
}

/**
 * Reads an answer of AWS's Query protocol: elements become members, `<member>` items a list, `<entry>` items
 * a map, all leaves text.
 */
export function fromXml(xml: string): unknown {
  const root: Element = { name: '', children: [], text: '' };
  const open = [root];
  for (const [, close, name, text] of xml.matchAll(/<(\/)?([\w:.-]+)[^>]*>|([^<]+)/g)) {
    const current = open.at(-1) ?? root;
    if (text !== undefined) current.text += text;
    else if (close !== undefined) open.pop();
    else if (name !== undefined) {
      const element: Element = { name, children: [], text: '' };
      current.children.push(element);
      open.push(element);
    }
  }
  return toValue(root);
}

function toValue({ children, text }: Element): unknown {
  if (children.length === 0) return text;
  if (children.every(({ name }) => name === 'member')) return children.map(toValue);
  if (children.every(({ name }) => name === 'entry')) {
    return Object.fromEntries(
      children.map((entry) => {
        const [key, value] = ['key', 'value'].map((wanted) =>
          entry.children.find(({ name }) => name === wanted),
        );
        return [key?.text ?? '', value && toValue(value)];
      }),
    );
  }
  return Object.fromEntries(children.map((child) => [child.name, toValue(child)]));
}
