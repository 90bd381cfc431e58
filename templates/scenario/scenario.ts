// A load test for Plimsoll. Run it:
//
//   plimsoll run scenario.ts --host http://localhost:8000
//
// TypeScript and JavaScript both work. The manual comes with Plimsoll, in its folder: docs/scenarios.md

import {
  between,
  check,
  // csvFeed,
  defineScenario,
  defineUser,
  json,
  status,
  userStages,
} from 'plimsoll';

// Data for users: a row of accounts.csv for each of them, by the names of its columns.
// Other orders are 'sequential' and 'random'; jsonFeed and rowsFeed read other sources.
//
// const accounts = csvFeed('accounts.csv', { order: 'once-per-user' });

// What makes an answer right. Without a check of the status, 400 and above is a failure.
const isItem = [status(200), json('id'), json('name')];
const isList = [status(200), check('the list is empty', (response) => response.json().length > 0)];

const visitor = defineUser({
  // What one user remembers. Every user has its own.
  state: () => ({ itemId: 1 }),

  // How long it waits between two tasks. Also constant('2s') and exponential('2s').
  thinkTime: between('1s', '3s'),

  // Once, before the first task.
  onStart: async (user) => {
    // const { name, password } = user.next(accounts);
    const name = `user-${user.id}`;
    const login = await user.post('/login', { json: { name }, checks: [status([200, 201])] });
    // A user that cannot log in would only fail; it stops, and is counted under the reason.
    if (login.failure !== null) user.abort(`login: ${login.failure}`);
    user.headers['authorization'] = `Bearer ${login.json().token}`;
  },

  // Again and again, the heavier the more often.
  tasks: {
    list: {
      weight: 3,
      tags: ['read'],
      run: async (user) => {
        const response = await user.get('/items', { query: { page: user.between(1, 5) }, checks: isList });
        if (response.failure === null) user.state.itemId = response.json()[0].id;
      },
    },
    item: {
      weight: 5,
      tags: ['read'],
      run: async (user) => {
        // One name for all items: otherwise each would be a line of the report.
        await user.get(`/items/${user.state.itemId}`, { name: '/items/[id]', checks: isItem });
      },
    },
    add: {
      tags: ['write'],
      run: async (user) => {
        await user.post('/items', { json: { name: `item of user ${user.id}` }, checks: [status(201)] });
      },
    },
  },

  // Once, after the last task.
  onStop: async (user) => {
    await user.post('/logout');
  },
});

export default defineScenario({
  name: 'items',
  host: 'http://localhost:8000',
  headers: { accept: 'application/json' },
  // Ten users for a minute, then up to fifty over two minutes, then fifty for five.
  // Or users({ users: 50, spawnRate: 5, duration: '10m' }), or, at a rate whatever the answers take:
  // arrivalRate({ rate: 20, duration: '10m' }). --users, --rate and --stages stand over it.
  load: userStages('10@1m, 10..50@2m, 50@5m'),
  users: { visitor },
});
