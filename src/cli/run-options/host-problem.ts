import { Problem } from '../../model/problem.ts';

const CREDENTIALS = /^(\s*https?:\/\/)[^/?#]*@/i;
const PORT = /^\s*https?:\/\/[^/?#]*:(\d+)(?=[/?#]|\s*$)/i;

/**
 * What is wrong with a host that looks like a URL: a password in it, which is never shown, or a port that does not
 * exist. Null when it is something else, or nothing.
 */
export function hostProblem(text: string): Problem | null {
  if (CREDENTIALS.test(text)) {
    return new Problem('usage', 'wrong-option-value', '--host holds a user name or a password', {
      fix: "Leave it out, and send it with every request: --header 'Authorization: Basic …'",
    });
  }
  const [, port] = PORT.exec(text) ?? [];
  if (port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)) return null;
  const what = `--host holds "${text}": there is no port ${port}, they go from 1 to 65535`;
  return new Problem('usage', 'wrong-option-value', what, {
    fix: 'Write for example: --host http://localhost:8000',
  });
}
