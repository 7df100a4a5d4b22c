/** A request to a function URL, as Lambda hands it over; signed where `isAuthorised`. */
export function urlRequest(
  path: string,
  { method = 'GET', isAuthorised = false }: { method?: string; isAuthorised?: boolean } = {},
): object {
  return {
    version: '2.0',
    rawPath: path,
    rawQueryString: '',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' },
    requestContext: {
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1' },
      ...(isAuthorised && {
        authorizer: { iam: { userArn: 'arn:aws:iam::111122223333:user/ops' } },
      }),
    },
    isBase64Encoded: false,
  };
}

/** A request through an Application Load Balancer. */
export function balancedRequest(path: string, httpMethod = 'GET'): object {
  return {
    requestContext: { elb: { targetGroupArn: 'arn:aws:elasticloadbalancing:x' } },
    httpMethod,
    path,
    headers: { 'user-agent': 'ELB-HealthChecker/2.0' },
    body: '',
    isBase64Encoded: false,
  };
}
