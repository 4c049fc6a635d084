/** A caller of the HTTP API with a key: what a machine or a person's script would be. */
export interface Client {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  patch<T>(path: string, body: unknown): Promise<T>;
}

/** An answer of the API that is not a success, with its problem+json. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, problem: { code: string; detail: string }) {
    super(problem.detail);
    this.status = status;
    this.code = problem.code;
  }
}

export function makeClient(baseUrl: string, key: string): Client {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${baseUrl}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const value = (await answer.json()) as unknown;
    if (!answer.ok) throw new ApiProblem(answer.status, value as { code: string; detail: string });
    return value as T;
  }
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body), patch: (path, body) => call('PATCH', path, body) };
}
