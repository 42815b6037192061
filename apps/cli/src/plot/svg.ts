/** The attributes of an SVG element, in camelCase; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Escapes text for the inside of an element or an attribute. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** SVG spells these as they are; every other attribute with hyphens. */
const CAMEL_CASE_ATTRIBUTES = new Set(['viewBox']);

function attributeName(name: string): string {
  if (CAMEL_CASE_ATTRIBUTES.has(name)) return name;
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Hundredths of a pixel are enough, and keep the file small. */
function attributeValue(value: string | number): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
}

/** One SVG element around others that are written already. */
export function element(name: string, attributes: Attributes, ...children: string[]): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .map(([key, value]) => ` ${attributeName(key)}="${attributeValue(value)}"`)
    .join('');
  return `<${name}${written}>${children.join('')}</${name}>`;
}

/** A line of text; `textAnchor` says which end of it lies at `x`. */
export function text(content: string, attributes: Attributes): string {
  return element('text', attributes, escapeXml(content));
}

/** Moves what is drawn by (x, y). */
export function at(x: number, y: number, ...children: string[]): string {
  return element('g', { transform: `translate(${x},${y})` }, ...children);
}
