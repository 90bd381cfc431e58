import { readFileSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { importRuns } from '../../src/importers/import-runs.ts';
import { valueAtRank, nearestRankOf } from '../../src/model/percentile.ts';
import { sampleFiles } from '../support/source-file.ts';
it('explore', async () => {
  const out: string[] = [];
  for (const n of ['d01-baseline','d02-candidate','d03-no-requests','d04-names','d05-kill9','d06-distributed','d07-short-history-custom-percentiles','d08-locust-0.12.2','d09-locust-0.14.6','d10-locust-1.6.0','d11-locust-head','d12-locust-2.29.1']) {
    const t = JSON.parse(readFileSync(`test/fixtures/truth/${n}.json`,'utf8'));
    const run = (await importRuns(sampleFiles(n))).runs[0]!;
    out.push(`== ${n} ver=${run.source.toolVersion} truth=${t.locust_version} total ${run.total?.requests}/${t.truth.client_total?.n} fail ${run.total?.failures}/${t.truth.client_total?.failures} eps ${run.endpoints.length}/${t.truth.client.length} ended=${run.ended} dur=${run.durationMs} resets ${run.resetsMs}`);
    for (const nn of run.notices) out.push(`   ${nn.code}: ${nn.message.slice(0,150)}`);
    let bad=0, all=0, worst=0;
    for (const c of [...t.truth.client, ...(t.truth.client_total?[{...t.truth.client_total,total:true}]:[])]) {
      const e = c.total ? run.total : run.endpoints.find(x=>x.key.method===c.method && x.key.name===c.name);
      if (!e) { out.push(`   MISSING ${c.method} ${JSON.stringify(c.name)} n=${c.n}`); continue; }
      const k = c.n - e.requests;
      if (!e.latency) { out.push(`   nolat ${c.name} n=${c.n} none=${c.none}`); continue; }
      const l=e.latency as any;
      const cnt = l.count ?? l.valuesMs.length;
      const meanErr = Math.abs((l.meanMs ?? l.sumMs/l.count) - c.mean);
      if (k!==0 || c.none || c.total) out.push(`   ${c.total?'TOTAL':c.name.slice(0,20)} n=${c.n} csv=${e.requests} k=${k} cnt=${cnt} none=${c.none} kind=${l.kind} mean ${l.meanMs?.toFixed(3)} vs ${c.mean} min ${l.minMs}/${c.min} max ${l.maxMs}/${c.max}`);
      else if (meanErr>0.001) out.push(`   mean ${c.name} ${l.meanMs} vs ${c.mean} min ${l.minMs}/${c.min} max ${l.maxMs}/${c.max}`);
      const m = c.n - c.none;
      for (const [p,v] of Object.entries(c.nearest_rank ?? {})) {
        const R = nearestRankOf(m, Number(p)*100) + (c.none);
        const lo = R-k<1?0:valueAtRank(e.latency, Math.max(1,R-k))!.loMs;
        const hi = R>cnt?Infinity:valueAtRank(e.latency, R)!.hiMs;
        all++;
        const d = Math.max(lo-(v as number), (v as number)-hi);
        if (d>0.0005) {bad++; if (d>worst) worst=d; out.push(`      p${p} truth ${v} not in ${lo}..${hi} n=${c.n} ${c.name?.slice(0,20)}`);}
      }
    }
    out.push(`   pctl bad ${bad}/${all} worst ${worst}`);
  }
  writeFileSync('/tmp/ex/out.txt', out.join('\n'));
});
