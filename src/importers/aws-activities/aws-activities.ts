import { headText } from '../../decode/head-text.ts';
import { wholeText } from '../../decode/text-stream.ts';
import { Problem } from '../../model/problem.ts';
import { objectsAt } from '../kubernetes-objects/fields.ts';
import type { ScalingImporter } from '../scaling/scaling-importer.ts';
import { applicationScaling } from './application-auto-scaling.ts';
import { autoScalingGroups } from './auto-scaling-group.ts';

const READ_AS = 'AWS scaling activities (JSON)';

/** What the AWS command line prints of scaling activities, of Auto Scaling groups and of services. */
export const awsActivities: ScalingImporter<'aws-activities'> = {
  id: 'aws-activities',
  title: 'AWS scaling activities of Auto Scaling groups and ECS services (JSON)',
  claims({ head, encoding }) {
    return /^\s*\{\s*"(?:Scaling)?Activities"\s*:\s*\[/.test(headText(head, encoding));
  },
  async read(file, { progress }) {
    const onBytes = (bytesRead: number) =>
      progress({ file: file.name, bytesRead, sizeBytes: file.sizeBytes });
    const document = parsed(await wholeText(file, onBytes), file.name);
    const instances = objectsAt(document, 'Activities');
    const services = objectsAt(document, 'ScalingActivities');
    return {
      parts: [...autoScalingGroups(instances), ...applicationScaling(services)],
      readAs: READ_AS,
      rowsRead: instances.length + services.length,
      rowsSkipped: 0,
      notices: [],
    };
  },
};

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(
      'input',
      'damaged-json',
      `"${file}" begins as a list of scaling activities and does not end as JSON does`,
      {
        where: { file },
        fix: 'Write it again: aws autoscaling describe-scaling-activities --output json > FILE',
      },
    );
  }
}
