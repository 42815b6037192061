/** The part of an address after `#` that holds a program: `code=` and its compressed text. */
const PREFIX = '#code=';

/** Longest program that a link may hold, in characters: a short link can stand for a very long text. */
const LONGEST = 200_000;

function bytesToBase64Url(bytes: Uint8Array): string {
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function base64UrlToBytes(text: string): Uint8Array<ArrayBuffer> {
  const decoded = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(decoded, (character) => character.charCodeAt(0));
}

/** The program as the part of an address after `#`. */
export async function codeToHash(code: string): Promise<string> {
  const stream = new Blob([code]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return PREFIX + bytesToBase64Url(bytes);
}

/**
 * The program in an address, or `null` where it holds none.
 *
 * @throws {Error} when it holds something else: a link that was cut off, say.
 */
export async function codeFromHash(hash: string): Promise<string | null> {
  if (!hash.startsWith(PREFIX)) return null;
  try {
    const compressed = new Blob([base64UrlToBytes(hash.slice(PREFIX.length))]);
    const stream = compressed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const decoder = new TextDecoder('utf-8', { fatal: true });
    let code = '';
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) return code + decoder.decode();
      code += decoder.decode(value, { stream: true });
      if (code.length > LONGEST) throw new RangeError('too long');
    }
  } catch {
    throw new Error('this link holds no program that can be read; it may have been cut off');
  }
}
