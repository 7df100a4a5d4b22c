/** Temporary credentials of a function's role, as Lambda puts them into its environment. */
export interface FunctionCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A function to be run: what its template and its asset say. */
export interface FunctionOptions {
  readonly functionName: string;
  /** Directory of the unzipped code; becomes LAMBDA_TASK_ROOT and the working directory. */
  readonly assetDirectory: string;
  /** File and export, for example `index.handler`; the file may be `.js`, `.mjs` or `.cjs`. */
  readonly handler: string;
  /** The function's own variables. Nothing of this process's environment is passed on. */
  readonly environment: Readonly<Record<string, string>>;
  /** From the event's arrival to the answer; the process is killed then. */
  readonly timeoutMs: number;
  /** Bounds the JavaScript heap, at nine tenths of it as Lambda's runtime does. Default 128. */
  readonly memoryMb?: number;
  /** The `node` that runs it. Default: the one of this process. */
  readonly nodePath?: string | undefined;
  /** Default `us-east-1`. */
  readonly region?: string;
  /** Default `111122223333`. */
  readonly accountId?: string;
  /** Default: a key that only a local AWS accepts. */
  readonly credentials?: FunctionCredentials;
  /** Gets each line of stdout and stderr as it comes. Default: lines are only kept in `logs`. */
  readonly onLine?: ((line: string) => void) | undefined;
  /** As in the template's LoggingConfig. Default: neither is set, as with plain text logs. */
  readonly logging?: { readonly format?: string | undefined; readonly level?: string | undefined };
}

/** What went wrong, in the words of the function's own error or of Lambda. Has no stack trace. */
export interface InvocationFault {
  readonly errorType: string;
  readonly errorMessage: string;
}

/**
 * What became of an invocation.
 *
 * - `error`: the handler threw, or its process ended (`Runtime.ExitError`).
 * - `timed-out`: killed at the time limit (`Sandbox.Timedout`).
 * - `init-error`: the module could not be loaded; the handler never ran.
 */
export type InvocationResult =
  | { readonly outcome: 'returned'; readonly payload: unknown }
  | ({ readonly outcome: 'error' | 'timed-out' | 'init-error' } & InvocationFault);

/** A finished invocation and how long it took. */
export type Invocation = InvocationResult & {
  readonly requestId: string;
  /** From the event's hand-over to the answer; 0 when the handler never ran. */
  readonly durationMs: number;
  /**
   * Of a cold start only: from the start of the process until it asked for its first event. Billed
   * beside `durationMs`, not in it.
   */
  readonly initMs?: number;
};

/** A function that can be invoked until it is closed. */
export interface LocalFunction {
  readonly functionName: string;
  readonly arn: string;
  /** The function's own variables; absent: none. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Runs the handler with `event`, which must survive JSON. Never rejects because of the function:
   * whatever it does is an outcome. Invocations at the same time run in processes of their own, and
   * an idle process is used again.
   */
  invoke(event: unknown): Promise<Invocation>;
  /** Lines of stdout and stderr of all processes, oldest first; the newest 10,000. */
  readonly logs: readonly string[];
  /** Kills every process, a running invocation too. May be called twice. */
  close(): Promise<void>;
}
