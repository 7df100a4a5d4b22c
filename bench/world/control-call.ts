/** One control call to a server of the embedded world. */
export interface ControlCall {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Behind `/__control__`: `/journal`. */
  readonly path: string;
  readonly body?: unknown;
}

/** Makes the call and gives its JSON answer; throws where it is not carried out. */
export async function control<Answer>(call: ControlCall): Promise<Answer> {
  const { origin, method, path, body } = call;
  const response = await fetch(`${origin}/__control__${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
