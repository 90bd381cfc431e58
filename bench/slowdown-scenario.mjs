// People who ask a chatbot, and now and then something looks at its health. Most of it is answers of 1.2 s, beside which
// a load generator that is some milliseconds late does not matter.
import { defineScenario, status } from 'plimsoll';

const checks = [status(200)];
const get = (path) => async (user) => void (await user.get(path, { checks }));

export default defineScenario({
  name: 'mostly-chat',
  users: {
    person: {
      tasks: {
        chat: {
          weight: 7,
          run: async (user) =>
            void (await user.post('/chat', { json: { message: 'How do pods scale?' }, checks })),
        },
        health: { run: get('/health') },
        stats: { run: get('/stats') },
        metrics: { run: get('/metrics') },
      },
    },
  },
});
