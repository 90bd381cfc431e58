import { defineScenario } from 'plimsoll';

export default defineScenario({
  name: 'streaming',
  users: {
    listener: {
      tasks: { listen: { run: async (user) => void (await user.get('/stream', { stream: true })) } },
    },
  },
});
