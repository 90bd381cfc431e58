import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Autoscaler } from '../../src/demo/hpa/autoscaler.ts';
import type { HpaBehavior, HpaSpec } from '../../src/demo/hpa/hpa-spec.ts';
import { type RecordedSync, readyPod, recorded, sameUse, secondImplementation } from './hpa-fixtures.ts';

function specOf(behavior: HpaBehavior | null, more: Partial<HpaSpec> = {}): HpaSpec {
  const metrics = [{ name: 'cpu', averageUtilization: 70 } as const];
  return { minReplicas: 2, maxReplicas: 10, metrics, ...(behavior ? { behavior } : {}), ...more };
}

/** One sync at which each pod uses so much of its 200 millicores. */
function syncAt(scaler: Autoscaler, nowS: number, current: number, percent: number | null) {
  const names = Array.from({ length: current }, (_, i) => `p${i}`);
  const pods = names.map((name) => readyPod(name));
  return scaler.sync(nowS, current, pods, { cpu: sameUse(names, percent === null ? null : 2 * percent) });
}

describe('how fast it may go', () => {
  it('without behavior at most doubles, but may always reach 4', () => {
    const scaler = new Autoscaler(specOf(null));
    const first = syncAt(scaler, 0, 2, 250);
    expect(first).toMatchObject({ proposedReplicas: 8, desiredReplicas: 4 });
    expect(first.conditions[2]).toMatchObject({ status: 'True', reason: 'ScaleUpLimit' });
    expect(syncAt(scaler, 15, 4, 250).desiredReplicas).toBe(8);
    const last = syncAt(scaler, 30, 8, 250);
    expect(last.desiredReplicas).toBe(10);
    expect(last.conditions[2]?.reason).toBe('TooManyReplicas');
  });

  it('with an empty behavior adds 4 pods or doubles in 15 s, whichever is more', () => {
    expect(syncAt(new Autoscaler(specOf({})), 0, 2, 250).desiredReplicas).toBe(6);
  });

  it('counts what was added within the period of a policy', () => {
    const policies = [{ type: 'Percent', value: 100, periodSeconds: 60 }] as const;
    const scaler = new Autoscaler(specOf({ scaleUp: { policies } }));
    expect(syncAt(scaler, 0, 2, 250).desiredReplicas).toBe(4);
    expect(syncAt(scaler, 15, 4, 250).desiredReplicas).toBe(4);
    expect(syncAt(scaler, 61, 4, 250).desiredReplicas).toBe(8);
  });
});

describe('stabilisation', () => {
  it('without behavior scales down to the highest recommendation of the last 5 minutes', () => {
    const scaler = new Autoscaler(specOf(null));
    expect(syncAt(scaler, 0, 6, 70).desiredReplicas).toBe(6);
    const held = syncAt(scaler, 15, 6, 20);
    expect(held).toMatchObject({ proposedReplicas: 2, desiredReplicas: 6, rescaleReason: null });
    expect(held.conditions[0]?.reason).toBe('ScaleDownStabilized');
    expect(syncAt(scaler, 300, 6, 20).desiredReplicas).toBe(6);
    expect(syncAt(scaler, 301, 6, 20)).toMatchObject({
      desiredReplicas: 2,
      rescaleReason: 'All metrics below target',
    });
  });

  it('of scaling up waits for the lowest recommendation of its window', () => {
    const scaler = new Autoscaler(specOf({ scaleUp: { stabilizationWindowSeconds: 60 } }));
    expect(syncAt(scaler, 0, 2, 70).desiredReplicas).toBe(2);
    const held = syncAt(scaler, 15, 2, 140);
    expect(held.desiredReplicas).toBe(2);
    expect(held.conditions[0]?.reason).toBe('ScaleUpStabilized');
    expect(syncAt(scaler, 61, 2, 140).desiredReplicas).toBe(4);
  });
});

describe('the edges', () => {
  it('goes within its limits without asking the metrics', () => {
    const above = syncAt(new Autoscaler(specOf(null)), 0, 12, null);
    expect(above).toMatchObject({
      desiredReplicas: 10,
      rescaleReason: 'Current number of replicas above Spec.MaxReplicas',
    });
    expect(syncAt(new Autoscaler(specOf(null)), 0, 1, null).desiredReplicas).toBe(2);
  });

  it('is off at zero replicas', () => {
    const off = syncAt(new Autoscaler(specOf(null)), 0, 0, null);
    expect(off).toMatchObject({ desiredReplicas: 0, rescaleReason: null });
    expect(off.conditions[1]?.reason).toBe('ScalingDisabled');
  });

  it('changes nothing without metrics and says so as Kubernetes does', () => {
    const blind = syncAt(new Autoscaler(specOf(null)), 0, 3, null);
    expect(blind.desiredReplicas).toBe(3);
    expect(blind.error).toBe(
      'invalid metrics (1 invalid out of 1), first error is: failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    );
  });

  it('with one metric missing scales up but not down', () => {
    const metrics = [
      { name: 'cpu', averageUtilization: 70 },
      { name: 'memory', averageUtilization: 80 },
    ] as const;
    const of = (percent: number) =>
      syncAt(new Autoscaler(specOf(null, { metrics })), 0, 4, percent).desiredReplicas;
    expect(of(140)).toBe(8);
    expect(of(10)).toBe(4);
  });
});

it('agrees with a second implementation over 70 random histories of 24 syncs', () => {
  const metrics = [
    { name: 'cpu', averageUtilization: 70 },
    { name: 'memory', averageUtilization: 80 },
  ] as const;
  for (const { min, max, behavior, syncs } of secondImplementation.sequences) {
    const scaler = new Autoscaler(specOf(behavior, { minReplicas: min, maxReplicas: max, metrics }));
    for (const [nowS, current, cpu, memory, desired, proposed, stable, limit, reason, error] of syncs) {
      const names = Array.from({ length: current }, (_, i) => `p${i}`);
      const use = { cpu: sameUse(names, cpu, nowS - 3), memory: sameUse(names, memory, nowS - 3) };
      const decision = scaler.sync(
        nowS,
        current,
        names.map((name) => readyPod(name)),
        use,
      );
      const [able, , range] = decision.conditions;
      expect([decision.desiredReplicas, decision.proposedReplicas]).toEqual([desired, proposed]);
      expect(decision.error).toBe(error);
      expect(decision.rescaleReason).toBe(reason);
      if (error === null) expect(range?.status === 'True' ? range.reason : null).toBe(limit);
      if (error === null && reason === null) expect(able?.reason).toBe(stable ?? 'ReadyForNewScale');
    }
  }
});

describe('the decisions of a real control plane (Kubernetes 1.20.2)', () => {
  const metrics = [
    { name: 'memory', averageUtilization: 80 },
    { name: 'cpu', averageUtilization: 70 },
  ] as const;

  function decide(scaler: Autoscaler, sync: RecordedSync) {
    const decision = scaler.sync(
      sync.atS,
      sync.current,
      sync.pods.map((pod) => ({ ...pod, requests: recorded.requests })),
      {
        cpu: sameUse(sync.measured, sync.cpuMillicores, sync.metricAtS),
        memory: sameUse(sync.measured, sync.memoryBytes, sync.metricAtS),
      },
    );
    return {
      desired: decision.desiredReplicas,
      cpuPercent: decision.metrics.find(({ name }) => name === 'cpu')?.utilization,
      memoryPercent: decision.metrics.find(({ name }) => name === 'memory')?.utilization,
      conditions: decision.conditions.map(({ type, status, reason }) => `${type}=${status} ${reason}`),
    };
  }

  it.each([
    ['heavy', 39],
    ['flapping', 59],
    ['light', 7],
    ['nometrics', 24],
  ])('%s: all %i are ours too, with their utilisations and conditions', (name, decisions) => {
    const { behavior, syncs } = recorded.scenarios.find(({ scenario }) => scenario === name) ?? expect.fail();
    const scaler = new Autoscaler(specOf(behavior, { metrics }));
    let compared = 0;
    for (const sync of syncs) {
      const decision = decide(scaler, sync);
      if (sync.decided === null) continue;
      compared += 1;
      expect(decision, `at ${sync.atS} s`).toEqual(sync.decided);
    }
    expect(compared).toBe(decisions);
  });
});

it('never leaves its limits, whatever the load', () => {
  const loads = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 1, maxLength: 60 });
  const behaviors = fc.constantFrom<HpaBehavior | null>(null, {}, { scaleUp: { selectPolicy: 'Min' } });
  fc.assert(
    fc.property(loads, behaviors, (percents, behavior) => {
      const scaler = new Autoscaler(specOf(behavior));
      let replicas = 2;
      percents.forEach((percent, i) => {
        const before = replicas;
        replicas = syncAt(scaler, 15 * i, before, percent).desiredReplicas;
        expect(replicas).toBeGreaterThanOrEqual(2);
        expect(replicas).toBeLessThanOrEqual(Math.min(10, Math.max(2 * before, before + 4)));
      });
    }),
    { seed: 3 },
  );
});
