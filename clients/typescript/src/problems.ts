import type { Problem, ProblemKind } from "./contract.js";

/** Anything that stood between a request and its answer. */
export class DeliveryError extends Error {
  override name = "DeliveryError";
  readonly url: string;

  constructor(message: string, url: string, options?: ErrorOptions) {
    super(message, options);
    this.url = url;
  }
}

/** The API answered with a problem document (RFC 9457). */
export class ProblemError extends DeliveryError {
  override name = "ProblemError";
  readonly kind: ProblemKind;
  readonly status: number;
  readonly problem: Problem;
  /** Seconds after which to ask again, where the API names them. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, url: string, retryAfter: number | null = null) {
    super(`${problem.title}: ${problem.detail}`, url);
    this.kind = kindOf(problem);
    this.status = problem.status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

/** No answer came: the network failed, or the time was up. `cause` says which. */
export class UnreachableError extends DeliveryError {
  override name = "UnreachableError";
}

/** Something answered that is not the API, such as a proxy in front of it. */
export class UnexpectedAnswerError extends DeliveryError {
  override name = "UnexpectedAnswerError";
  readonly status: number;

  constructor(status: number, url: string, options?: ErrorOptions) {
    super(`The answer with status ${status} is neither a document nor a problem of the API.`, url, options);
    this.status = status;
  }
}

/** Whether an error is a problem of one of these kinds; of any kind when none is named. */
export function isProblem(error: unknown, ...kinds: ProblemKind[]): error is ProblemError {
  return error instanceof ProblemError && (kinds.length === 0 || kinds.includes(error.kind));
}

// A kind that a newer API adds is still a string that can be shown.
function kindOf(problem: Problem): ProblemKind {
  return problem.type.slice(problem.type.lastIndexOf("/") + 1) as ProblemKind;
}
