import twilio from 'twilio';

type HttpClient = InstanceType<typeof twilio.RequestClient>;

/**
 * The HTTP client of the `twilio` package, for its documented `httpClient` option: everything goes
 * to `origin`, which learns Twilio's host from the `Host` header. Without an origin, to Twilio.
 */
export function redirectedClient(origin: string | undefined): HttpClient {
  const client = new twilio.RequestClient();
  if (origin === undefined) return client;
  const send = client.request.bind(client);
  const redirected: HttpClient['request'] = (options) => {
    const { host, pathname, search } = new URL(options.uri);
    const headers = { ...options.headers, Host: host };
    return send({ ...options, headers, uri: `${origin}${pathname}${search}` });
  };
  client.request = redirected;
  return client;
}
