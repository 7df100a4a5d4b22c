import { type FileHandle, open } from 'node:fs/promises';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import { Redacted } from '../../functions/domain/model/redacted.ts';

/** A file by its path, or a stream such as standard input; `shownAs` is what messages call it. */
export type SecretFileSource =
  | { readonly path: string; readonly shownAs: string }
  | { readonly stream: AsyncIterable<Uint8Array>; readonly shownAs: string };

/** The payload of a secret that did not come from Secrets Manager. */
export interface SecretFile {
  readonly payload: Redacted<string>;
  /** True for a file that its group or everybody may read; never for streams, pipes, or on Windows. */
  readonly isExposed: boolean;
}

/** Secrets Manager's own limit of a value; whatever is longer could not be stored there anyway. */
const LONGEST_BYTES = 65_536;
/** Read permission of group and others. */
const READABLE_BY_OTHERS = 0o044;

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist: a part of its path is no directory',
  EACCES: 'may not be read by this user',
  EPERM: 'may not be read by this user',
  EISDIR: 'is a directory',
};

/**
 * Reads a secret payload (the JSON that would be SecretString) once, at most 65,536 bytes of UTF-8.
 * Pipes work, as in `--local-secret <(decrypt …)`. Throws {@link PreflightError}
 * `secret-file.unusable`, whose message names the file and never its content.
 */
export async function readSecretFile(source: SecretFileSource): Promise<SecretFile> {
  const { shownAs } = source;
  if ('stream' in source) {
    return { payload: await readPayload(source.stream, shownAs), isExposed: false };
  }
  const handle = await open(source.path).catch((cause: unknown) => refuseFault(cause, shownAs));
  try {
    const isExposed = await isReadableByOthers(handle);
    const stream = handle.createReadStream({ autoClose: false });
    return { payload: await readPayload(stream, shownAs), isExposed };
  } finally {
    await handle.close();
  }
}

async function isReadableByOthers(handle: FileHandle): Promise<boolean> {
  const stats = await handle.stat();
  // Windows has no such mode bits; Node makes them up.
  if (process.platform === 'win32' || !stats.isFile()) return false;
  return (stats.mode & READABLE_BY_OTHERS) !== 0;
}

async function readPayload(
  stream: AsyncIterable<Uint8Array>,
  shownAs: string,
): Promise<Redacted<string>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > LONGEST_BYTES) break;
    }
  } catch (cause) {
    refuseFault(cause, shownAs);
  }
  if (length > LONGEST_BYTES) {
    refuse(shownAs, `is longer than the ${LONGEST_BYTES} bytes that a secret may have`);
  }
  if (length === 0) refuse(shownAs, 'is empty');
  return decode(Buffer.concat(chunks), shownAs);
}

function decode(bytes: Uint8Array, shownAs: string): Redacted<string> {
  try {
    // A byte order mark is kept, as for a SecretBinary: it would be stored with the value.
    return new Redacted(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return refuse(shownAs, 'is not UTF-8 text');
  }
}

/** Only the errno is used: the system's text repeats the path, which may hold anything. */
function refuseFault(cause: unknown, shownAs: string): never {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return refuse(shownAs, PROBLEMS[code] ?? `could not be read (${code})`);
}

function refuse(shownAs: string, problem: string): never {
  throw new PreflightError(
    `${shownAs} ${problem}. Expected is the secret's JSON, as in SecretString.`,
    { code: 'secret-file.unusable', fault: 'operator' },
  );
}
