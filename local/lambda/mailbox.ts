/** Messages in the order they came, for one reader. */
export interface Mailbox<Message> {
  post(message: Message): void;
  /** Resolves with the oldest message that was not taken yet, at once or when it comes. */
  take(): Promise<Message>;
}

/** Makes an empty mailbox. */
export function createMailbox<Message>(): Mailbox<Message> {
  const messages: Message[] = [];
  const readers: ((message: Message) => void)[] = [];
  return {
    post: (message) => {
      const reader = readers.shift();
      if (reader === undefined) messages.push(message);
      else reader(message);
    },
    take: () => {
      const message = messages.shift();
      if (message !== undefined) return Promise.resolve(message);
      return new Promise((resolve) => {
        readers.push(resolve);
      });
    },
  };
}
