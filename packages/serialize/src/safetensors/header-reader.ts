import { FileFormatError } from '@chainrule/tensor';

const whitespace = ' \t\n\r';
const shownCharacters = 24;

/**
 * Reads the JSON of a header from front to back, and only what a header may hold: objects, lists,
 * strings and whole numbers.
 *
 * `JSON.parse` would let the last of two equal keys win, turn `1e2` into a length, and round a
 * number beyond 2^53, all in silence.
 */
export class HeaderReader {
  private readonly text: string;
  private position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads `{ "key": value, ... }`; `readValue` is called at each value. */
  object(what: string, readValue: (key: string) => void): void {
    const seen = new Set<string>();
    this.sequence('{', '}', what, () => {
      const key = this.string(`a name in ${what}`);
      if (seen.has(key)) {
        throw new FileFormatError(`safetensors header: ${what} names ${quote(key)} twice`);
      }
      seen.add(key);
      this.expect(':', `':' after ${quote(key)}`);
      readValue(key);
    });
  }

  /** Reads `[n, ...]`, whole numbers from 0 up. */
  integers(what: string): number[] {
    const values: number[] = [];
    this.sequence('[', ']', what, () => values.push(this.integer(what)));
    return values;
  }

  string(what: string): string {
    this.skipWhitespace();
    const start = this.position;
    if (this.text[start] !== '"') throw this.unexpected(`${what}, a string`);
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    const value = parseString(this.text.slice(start, end + 1));
    if (value === undefined) throw this.unexpected(`${what}, a string of valid Unicode`);
    this.position = end + 1;
    return value;
  }

  /** Only whitespace may be left. */
  end(): void {
    this.skipWhitespace();
    if (this.position < this.text.length) throw this.unexpected('nothing but spaces to the end');
  }

  private sequence(open: string, close: string, what: string, readItem: () => void): void {
    this.expect(open, `${what}, which starts with '${open}'`);
    if (this.skip(close)) return;
    do readItem();
    while (this.skip(','));
    this.expect(close, `',' or '${close}' in ${what}`);
  }

  private integer(what: string): number {
    this.skipWhitespace();
    const token = this.text.slice(this.position, this.position + 32).match(/^[-+.\w]*/)?.[0] ?? '';
    const value = Number(token);
    if (!/^(0|[1-9]\d*)$/.test(token) || !Number.isSafeInteger(value)) {
      throw this.unexpected(`a whole number from 0 to 2^53 - 1 in ${what}`);
    }
    this.position += token.length;
    return value;
  }

  private expect(character: string, what: string): void {
    if (!this.skip(character)) throw this.unexpected(what);
  }

  private skip(character: string): boolean {
    this.skipWhitespace();
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  private skipWhitespace(): void {
    while (this.position < this.text.length && whitespace.includes(this.text[this.position]!)) {
      this.position++;
    }
  }

  private unexpected(expected: string): FileFormatError {
    const rest = this.text.slice(this.position, this.position + shownCharacters);
    const found = rest === '' ? 'its end' : quote(rest);
    return new FileFormatError(
      `safetensors header, character ${this.position}: expected ${expected}; found ${found}`,
    );
  }
}

/** The string that a JSON literal spells; undefined when it spells none, or half a surrogate pair. */
function parseString(literal: string): string | undefined {
  try {
    const value: string = JSON.parse(literal);
    return /\p{Surrogate}/u.test(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** A string as an error shows it, cut where it is long. */
export function quote(text: string): string {
  return JSON.stringify(text.length <= 80 ? text : `${text.slice(0, 80)}…`);
}
