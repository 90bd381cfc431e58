import { type DemoTargetOptions, startDemoTarget } from '../../../../src/demo/target.ts';
import { serveParent, startOptions } from './serve-parent.ts';

const target = await startDemoTarget(startOptions<DemoTargetOptions>());
serveParent(target.url, async () => {
  await target.close();
  return target.truth();
});
