import './device.css';
import { useEffect, useState } from 'preact/hooks';
import { announce } from '../../../frame/announce.ts';
import { answerAgain } from '../answering.ts';
import { device, deviceChoices, download, engineStatus, findDevices, switchDevice } from '../engine-access.ts';
import { isTraining } from '../training/training-state.ts';

/** Which device computes, which others there are, and why the rest is not available. */
export function DevicePanel() {
  const [busy, setBusy] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const current = device.value;
  const canTry = isOpen && !isTraining.value;

  useEffect(() => {
    if (canTry) void findDevices();
  }, [canTry]);

  const choose = async (name: string): Promise<void> => {
    setBusy(name);
    const worked = await switchDevice(name);
    setBusy(null);
    if (!worked) return;
    announce(`Computing on ${name} now.`);
    answerAgain();
  };

  return (
    <details class="device" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class="soft">Computes on</span> <strong>{status(current?.name)}</strong>
      </summary>
      {current && <p class="small soft">{current.description}. Nothing you draw leaves this page.</p>}
      {(current?.passedOver.length ?? 0) > 0 && (
        <ul class="small soft">
          {current!.passedOver.map(({ name, reason }) => (
            <li key={name}>
              Not {name}: {reason}
            </li>
          ))}
        </ul>
      )}
      {isTraining.value && <p class="small">Pause the training to change the device.</p>}
      <fieldset disabled={busy !== null || isTraining.value}>
        <legend class="visually-hidden">Device</legend>
        {deviceChoices.value.map(({ name, available, reason, description }) => (
          <label key={name} class="device-choice">
            <input
              type="radio"
              name="device"
              value={name}
              disabled={!available}
              checked={current?.name === name}
              onChange={() => void choose(name)}
            />
            <span>
              <strong>{name}</strong>{' '}
              <span class="small soft">{available ? description : `not available: ${reason}`}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {deviceChoices.value.length === 0 && !isTraining.value && (
        <p class="small soft" role="status">
          Trying which devices there are …
        </p>
      )}
      {busy && (
        <p class="small" role="status">
          Opening {busy} …
        </p>
      )}
    </details>
  );
}

function status(name: string | undefined): string {
  if (engineStatus.value === 'lost') return 'nothing: the device was lost';
  if (name !== undefined) return name;
  if (engineStatus.value === 'failed') return 'nothing yet';
  const { received, total } = download.value ?? { received: 0 };
  if (received === 0) return 'loading …';
  return total ? `loading … ${Math.round((received / total) * 100)} %` : 'loading …';
}
