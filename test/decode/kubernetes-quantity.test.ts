import { expect, it } from 'vitest';
import { kubernetesQuantity } from '../../src/decode/kubernetes-quantity.ts';

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
it.each([
  ['250m', 0.25],
  ['2', 2],
  ['0.5', 0.5],
  ['15342123n', 0.015342123],
  ['500u', 0.0005],
  ['512Mi', 536_870_912],
  ['1Gi', 1_073_741_824],
  ['220200960', 220_200_960],
  ['128974848000m', 128_974_848],
  ['129e6', 129_000_000],
  ['1E', 1e18],
  ['1.5k', 1500],
])('reads %s as %d', (text, value) => {
  expect(kubernetesQuantity(text)).toBeCloseTo(value, 9);
});

it.each(['', 'abc', '5Kb', '1e9999', '--1', '1mi', null, {}])('takes %s for no quantity', (value) => {
  expect(kubernetesQuantity(value)).toBeNull();
});
