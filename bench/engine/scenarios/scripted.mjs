// POST JSON, parse the answer, check it: what peers/locustfile.py and peers/artillery.mjs do.
import { defineScenario, json, status } from 'plimsoll';

const checks = [status(200), json('response'), json('timestamp')];

export default defineScenario({
  name: 'scripted',
  users: {
    visitor: {
      tasks: {
        chat: {
          run: async (user) => {
            const question = { message: 'What is a pod?', conversation_id: `c-${user.id}` };
            await user.post('/chat', { json: question, checks });
          },
        },
      },
    },
  },
});
