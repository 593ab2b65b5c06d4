/** An answer that was kept, with what is needed to ask whether it still holds. */
export interface StoredAnswer {
  etag: string;
  /** The body as it came. */
  body: string;
  /** When it was last known to hold, in milliseconds since 1970. */
  checkedAt: number;
}

/** Where answers are kept between requests: a map, a file, a key-value service. Keys are full addresses. */
export interface AnswerStore {
  get(url: string): StoredAnswer | undefined | Promise<StoredAnswer | undefined>;
  set(url: string, answer: StoredAnswer): void | Promise<void>;
}

/** Keeps answers in memory, and of more than `most` forgets those that were not used for longest. */
export function memoryStore(most = 500): AnswerStore {
  const answers = new Map<string, StoredAnswer>();
  const keep = (url: string, answer: StoredAnswer): void => {
    answers.delete(url);
    answers.set(url, answer);
  };
  return {
    get(url) {
      const answer = answers.get(url);
      if (answer) keep(url, answer);
      return answer;
    },
    set(url, answer) {
      keep(url, answer);
      const [oldest] = answers.keys();
      if (answers.size > most && oldest !== undefined) answers.delete(oldest);
    },
  };
}
