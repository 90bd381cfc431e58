import { showText } from '../format.ts';

/** Attributes of an element, in the order in which they are written. */
export type Attributes = Readonly<Record<string, string | number>>;

/**
 * An XML element on lines of its own. Attribute values and texts may come from outside: markup is escaped, and the
 * control characters that XML 1.0 forbids, even escaped (section 2.2), are made visible. Element and attribute
 * names are our own.
 */
export function element(name: string, attributes: Attributes, children: readonly string[] = []): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (children.length === 0) return `${start}/>`;
  const inner = children.map((child) => child.replace(/^/gm, '  ')).join('\n');
  return `${start}>\n${inner}\n</${name}>`;
}

function escapeXml(text: string): string {
  return showText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
