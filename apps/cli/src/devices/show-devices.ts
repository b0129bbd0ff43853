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
  const rows = reports.map((report) => {
    const { name, available, description = '', capabilities } = report;
    return [
      name,
      ...[available, capabilities.infer, capabilities.train].map(yesNo),
      halfPrecision(report),
      description,
    ];
  });
  const notes = reports.flatMap((report) => [...note(report), ...providerNotes(report)]);
  const table = textTable([['DEVICE', 'AVAILABLE', 'INFER', 'TRAIN', 'FLOAT16', 'RUNS ON'], ...rows]);
  return [table, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}

/** How the policy `mixed-float16` multiplies, where a device has it. */
function halfPrecision({ capabilities: { float16 }, providers = [] }: DeviceReport): string {
  if (float16) return 'native';
  return providers.some(({ available }) => available) ? 'emulated' : 'no';
}

function note({ name, available, reason = '', missingToTrain }: DeviceReport): string[] {
  if (!available) return [`${name}: ${reason.replace(`device '${name}': `, '')}`];
  if (missingToTrain.length === 0) return [];
  return [`${name}: cannot train, it lacks ${missingToTrain.join(', ')}`];
}

/** What a device can compute on. */
function providerNotes({ name, providers = [] }: DeviceReport): string[] {
  return providers.map(({ name: provider, available, reason = '', float16 = 'emulated' }) => {
    if (available) return `${name}, provider ${provider}: yes, float16 ${float16}`;
    const why = reason.replace(/^.*?the provider '\w+' /, '').replace(/; the provider 'cpu'.*$/, '');
    return `${name}, provider ${provider}: no, ${why}`;
  });
}
