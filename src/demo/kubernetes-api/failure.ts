import type { ApiRequest } from './api-request.ts';
import { qualifiedName } from './resource.ts';
import { ApiError, noSuchPath } from './status.ts';

/** Who asks, as far as refusals tell. */
const USER = 'system:serviceaccount:default:plimsoll';

/** What Kubernetes says when it fails with a code. */
export function failureOf(code: number, request: ApiRequest | null): ApiError {
  switch (code) {
    case 401:
      return new ApiError('Unauthorized', 'Unauthorized');
    case 403:
      return forbidden(request);
    case 404:
      return noSuchPath();
    case 410:
      return new ApiError('Expired', 'The resourceVersion for the provided watch is too old.');
    case 429:
      return new ApiError(
        'TooManyRequests',
        'the server has received too many requests and has asked us to try again later',
        { retryAfterSeconds: 1 },
      );
    case 503:
      return new ApiError('ServiceUnavailable', 'the server is currently unable to handle the request');
    default: {
      const message = 'etcdserver: request timed out';
      return new ApiError('InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] });
    }
  }
}

function forbidden(request: ApiRequest | null): ApiError {
  if (request === null) return new ApiError('Forbidden', `forbidden: User "${USER}" cannot get path`, {});
  const { resource, verb, namespace, name } = request;
  const { group, plural } = resource;
  const whose = name === null ? '' : ` ${JSON.stringify(name)}`;
  const where = namespace === null ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const message =
    `${qualifiedName(resource)}${whose} is forbidden: User "${USER}" cannot ${verb} resource "${plural}" ` +
    `in API group "${group}" ${where}`;
  return new ApiError('Forbidden', message, {
    ...(name === null ? {} : { name }),
    ...(group === '' ? {} : { group }),
    kind: plural,
  });
}
