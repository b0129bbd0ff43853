/** The camera cannot be had; the message is for people. */
export class UserMediaError extends Error {
  override name = 'UserMediaError';
}
