import { defineScenario } from 'plimsoll';

export default defineScenario({
  name: 'get',
  users: { visitor: { tasks: { read: { run: async (user) => void (await user.get('/')) } } } },
});
