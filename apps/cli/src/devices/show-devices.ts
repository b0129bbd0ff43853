import { type DeviceReport, listDevices } from '@cv/backend-node';
import { textTable } from '../terminal/text-table.ts';

/** Prints what is known of the devices of this machine. */
export async function showDevices({ json }: { readonly json: boolean }): Promise<void> {
  const reports = await listDevices();
  console.log(json ? JSON.stringify(reports, null, 2) : deviceText(reports));
}

/** A table of the devices, best first, and below it why the others are not available. */
export function deviceText(reports: readonly DeviceReport[]): string {
  const yesNo = (yes: boolean): string => (yes ? 'yes' : 'no');
  const rows = reports.map(({ name, available, description = '', capabilities: { infer, train, float16 } }) => [
    name,
    ...[available, infer, train, float16].map(yesNo),
    description,
  ]);
  const notes = reports.flatMap((report) => note(report) ?? []);
  const table = textTable([['DEVICE', 'AVAILABLE', 'INFER', 'TRAIN', 'FLOAT16', 'RUNS ON'], ...rows]);
  return [table, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}

function note({ name, available, reason = '', missingToTrain }: DeviceReport): string | undefined {
  if (!available) return `${name}: ${reason.replace(`device '${name}': `, '')}`;
  if (missingToTrain.length === 0) return undefined;
  return `${name}: cannot train, it lacks ${missingToTrain.join(', ')}`;
}
