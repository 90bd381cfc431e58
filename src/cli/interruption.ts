/** The user wants to stop. The message is the last word: what was saved, where there was something to save. */
export class Interruption extends Error {
  override readonly name = 'Interruption';

  constructor(message = 'Interrupted.') {
    super(message);
  }
}
