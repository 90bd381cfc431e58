/** One thing said. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string;
}

const MAX_CONVERSATIONS = 10_000;
const MAX_MESSAGES = 40;

/** The conversations of the chatbot. The one that was quiet longest goes first when there are too many. */
export class Conversations {
  readonly #byId = new Map<string, { turns: number; messages: Message[] }>();
  #totalMessages = 0;

  /** Messages of users since the start. */
  get totalMessages(): number {
    return this.#totalMessages;
  }

  get active(): number {
    return this.#byId.size;
  }

  /** Adds what a user says. Returns the number of this turn, from 1. */
  say(id: string, content: string): number {
    const conversation = this.#byId.get(id) ?? { turns: 0, messages: [] };
    // Deleted and set again, so that the map is in the order of last use.
    this.#byId.delete(id);
    this.#byId.set(id, conversation);
    if (this.#byId.size > MAX_CONVERSATIONS) this.#forgetOldest();
    conversation.turns += 1;
    this.#totalMessages += 1;
    this.#add(conversation.messages, { role: 'user', content });
    return conversation.turns;
  }

  /** Adds the answer. A conversation that was forgotten meanwhile stays forgotten. */
  answer(id: string, content: string): void {
    const conversation = this.#byId.get(id);
    if (conversation) this.#add(conversation.messages, { role: 'assistant', content });
  }

  /** What is remembered of one, oldest first. */
  messages(id: string): readonly Message[] {
    return this.#byId.get(id)?.messages ?? [];
  }

  #add(messages: Message[], message: Message): void {
    messages.push(message);
    if (messages.length > MAX_MESSAGES) messages.shift();
  }

  #forgetOldest(): void {
    const [oldest] = this.#byId.keys();
    if (oldest !== undefined) this.#byId.delete(oldest);
  }
}
