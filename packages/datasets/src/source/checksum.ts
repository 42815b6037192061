import { FileFormatError } from '@chainrule/tensor';

/**
 * The SHA-256 of `bytes`, in lower-case hexadecimal.
 *
 * @example
 * ```ts
 * console.log((await sha256(new Uint8Array(0))).slice(0, 8)); // e3b0c442
 * ```
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Throws unless the SHA-256 of `bytes` is `expected`.
 *
 * @throws {FileFormatError} naming the file and both checksums.
 */
export async function verifySha256(
  bytes: Uint8Array<ArrayBuffer>,
  expected: string,
  name: string,
): Promise<void> {
  const found = await sha256(bytes);
  if (found === expected.toLowerCase()) return;
  throw new FileFormatError(
    `${name}: checksum failure: expected SHA-256 ${expected}, found ${found} over ${bytes.length} bytes`,
  );
}
