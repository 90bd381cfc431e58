import { awsActivities } from '../aws-activities/aws-activities.ts';
import { kubectl } from '../kubectl/kubectl.ts';
import { monitorRecording } from '../kubernetes-objects/monitor-file.ts';
import { kubernetesObjects } from '../kubernetes-objects/objects-file.ts';
import { kubernetesYaml } from '../kubernetes-objects/yaml-file.ts';
import { prometheus } from '../prometheus/prometheus.ts';
import { legacy } from './legacy/legacy.ts';
import type { ScalingImporter } from './scaling-importer.ts';

/** Every format of scaling logs that is read. No two may claim the same file. */
export const scalingImporters: readonly ScalingImporter[] = [
  legacy,
  kubectl,
  kubernetesObjects,
  kubernetesYaml,
  monitorRecording,
  prometheus,
  awsActivities,
];
