import { OFFERED_MODELS } from '../../../engine/model-table.ts';
import { modelId, offeredModels } from '../state.ts';

/** Which model answers. */
export function ModelChoice() {
  const models = offeredModels.value.length > 0 ? offeredModels.value : OFFERED_MODELS.slice(0, 1);
  const chosen = models.find(({ id }) => id === modelId.value);
  return (
    <fieldset class="model-choice">
      <legend class="visually-hidden">Model</legend>
      <div class="segments">
        {models.map(({ id, title }) => (
          <label key={id} class="segment">
            <input
              class="visually-hidden"
              type="radio"
              name="model"
              value={id}
              checked={modelId.value === id}
              onChange={() => {
                modelId.value = id;
              }}
            />
            <span>{title}</span>
          </label>
        ))}
      </div>
      <p class="small soft">{chosen?.about}</p>
    </fieldset>
  );
}
