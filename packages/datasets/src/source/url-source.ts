import { ArgumentError, FileFormatError } from '@chainrule/tensor';
import { verifySha256 } from './checksum.ts';
import type { FileCache } from './file-cache.ts';
import type { FileSource } from './file-source.ts';

/** How far a download has come. */
export interface DownloadProgress {
  readonly name: string;
  /** Bytes received. */
  readonly loaded: number;
  /** Bytes to receive, where the server says. */
  readonly total: number | undefined;
}

/** Options of {@link urlSource}. */
export interface UrlSourceOptions {
  /** What the files' names end with on the server (default `'.gz'`). */
  readonly suffix?: string;
  /** The SHA-256 of each file by its name on the server; with it, a file it lacks is refused. */
  readonly sha256?: Readonly<Record<string, string>>;
  /** Where files are kept, so that each is downloaded once. */
  readonly cache?: FileCache;
  /** Called as bytes arrive. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Aborts the downloads. */
  readonly signal?: AbortSignal;
  /** The largest file that is accepted, in bytes (default 1 GiB). */
  readonly maxBytes?: number;
}

/**
 * A source that downloads files from a folder on the web.
 *
 * A cached file that fails its checksum is downloaded again.
 *
 * @param base - The folder's URL.
 * @throws {ArgumentError} from `read` when the server can't be reached or has no such file.
 * @throws {FileFormatError} from `read` when the checksum fails or the file is too large.
 *
 * @example
 * ```ts
 * const source = urlSource('https://storage.googleapis.com/cvdf-datasets/mnist/', {
 *   sha256: mnistChecksums,
 *   onProgress: ({ name, loaded, total }) => console.log(name, loaded, total),
 * });
 * ```
 */
export function urlSource(base: string, options: UrlSourceOptions = {}): FileSource {
  const { suffix = '.gz', cache } = options;
  return {
    async read(name) {
      const file = name + suffix;
      const url = base.endsWith('/') ? base + file : `${base}/${file}`;
      const verify = verifier(file, options.sha256);
      const cached = await cache?.get(url);
      if (cached !== undefined && (await succeeds(verify(cached)))) return cached;
      const bytes = await download(url, file, options);
      await verify(bytes);
      await cache?.set(url, bytes);
      return bytes;
    },
  };
}

function verifier(
  file: string,
  checksums: UrlSourceOptions['sha256'],
): (bytes: Uint8Array<ArrayBuffer>) => Promise<void> {
  if (checksums === undefined) return async () => {};
  const expected = Object.hasOwn(checksums, file) ? checksums[file] : undefined;
  if (expected === undefined) {
    throw new ArgumentError(
      `sha256 has no checksum of ${file}; it has those of ${Object.keys(checksums).join(', ')}`,
    );
  }
  return (bytes) => verifySha256(bytes, expected, file);
}

async function download(
  url: string,
  name: string,
  { onProgress, signal, maxBytes = 2 ** 30 }: UrlSourceOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await orArgumentError(signal, `${url}: the server could not be reached`, () =>
    fetch(url, signal && { signal }),
  );
  if (!response.ok) {
    throw new ArgumentError(
      `${url}: the server answered ${response.status} ${response.statusText}`,
    );
  }
  const total = contentLength(response);
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let loaded = 0;
  for (;;) {
    const part = await orArgumentError(signal, `${url}: broke off after ${loaded} bytes`, () =>
      reader?.read(),
    );
    if (part === undefined || part.done) break;
    loaded += part.value.length;
    if (loaded > maxBytes) {
      await reader?.cancel();
      throw new FileFormatError(
        `${url}: more than ${maxBytes} bytes arrived; pass a larger maxBytes if that is right`,
      );
    }
    chunks.push(part.value);
    onProgress?.({ name, loaded, total });
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function succeeds(promise: Promise<void>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  );
}

/** An abort stays the error that its signal gave; what the network throws becomes one of ours. */
async function orArgumentError<T>(
  signal: AbortSignal | undefined,
  message: string,
  attempt: () => T | Promise<T>,
): Promise<T> {
  try {
    return await attempt();
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ArgumentError(message, { cause });
  }
}

/** Undefined for an encoded body too, since the header then counts other bytes than arrive. */
function contentLength({ headers }: Response): number | undefined {
  if (headers.get('content-encoding') !== null) return undefined;
  const length = headers.get('content-length');
  return length === null ? undefined : Number(length);
}
