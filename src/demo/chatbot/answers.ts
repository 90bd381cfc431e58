/** What the chatbot knows. The first topic whose words are in the question answers it. */
const topics: readonly { readonly words: readonly string[]; readonly answer: string }[] = [
  {
    words: ['autoscal', 'hpa', 'scale'],
    answer:
      'A HorizontalPodAutoscaler compares the mean use of your pods with a target every 15 seconds and changes the number of replicas in proportion. Scaling up happens at once, scaling down only after five minutes in which fewer would have done. Set resource requests first, since the target is a share of them.',
  },
  {
    words: ['pod', 'crash', 'restart', 'oom'],
    answer:
      'Look at the events of the pod with kubectl describe, then at the log of the previous container with kubectl logs --previous. Exit code 137 usually means that it used more memory than its limit allows; raise the limit or find the leak.',
  },
  {
    words: ['service', 'ingress', 'network', 'dns', 'load balanc'],
    answer:
      'A Service gives a set of pods one stable address and spreads connections over those that are ready. An Ingress stands before services and routes by host and path. If a name does not resolve, check that the pod is in the namespace you think it is in.',
  },
  {
    words: ['deploy', 'rollout', 'rolling', 'update', 'canary'],
    answer:
      'A Deployment replaces pods a few at a time: maxSurge says how many may be added, maxUnavailable how many may be missing. Watch it with kubectl rollout status, and go back with kubectl rollout undo if the new version misbehaves.',
  },
  {
    words: ['secret', 'configmap', 'config', 'environment'],
    answer:
      'Keep settings in a ConfigMap and credentials in a Secret, and mount them as files rather than as environment variables if they may change: mounted files are updated, variables are not. Encrypt secrets at rest and give read access to few.',
  },
  {
    words: ['volume', 'storage', 'stateful', 'database', 'persistent'],
    answer:
      'A PersistentVolumeClaim asks for storage and keeps it when the pod goes. A StatefulSet gives each pod a name, an order and a claim of its own, which is what a database wants. Test the restore of your backup, not only the backup.',
  },
  {
    words: ['monitor', 'metric', 'prometheus', 'log', 'trace'],
    answer:
      'Measure what users feel first: the rate of requests, their errors and their duration. Prometheus reads the metrics that your pods expose; alerts should fire on symptoms and link to the charts that explain causes.',
  },
];

const OTHERWISE =
  'Tell me a little more: which version of Kubernetes it is, what you expected, and what happened instead. The output of kubectl get events, sorted by time, is usually the fastest way to the cause.';

const QUOTED_CHARACTERS = 80;

/** The answer to a message: a few sentences, always the same for the same message and turn. */
export function composeAnswer(message: string, turn: number): string {
  const question = message.trim().toLowerCase();
  const topic = topics.find(({ words }) => words.some((word) => question.includes(word)));
  const opening = turn === 1 ? 'You asked' : 'You then asked';
  return `${opening}: "${quoted(message)}". ${topic?.answer ?? OTHERWISE}`;
}

/** Its beginning, on one line. */
function quoted(message: string): string {
  const characters = [...message.trim().replace(/\s+/g, ' ')];
  if (characters.length <= QUOTED_CHARACTERS) return characters.join('');
  return `${characters.slice(0, QUOTED_CHARACTERS - 1).join('')}…`;
}

/** A text as the pieces that a model would send: words with the space before them. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/\s*\S+/g) ?? [];
}
