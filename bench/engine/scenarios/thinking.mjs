import { constant, defineScenario } from 'plimsoll';

export default defineScenario({
  name: 'thinking',
  users: {
    reader: {
      thinkTime: constant('1s'),
      tasks: { read: { run: async (user) => void (await user.get('/')) } },
    },
  },
});
