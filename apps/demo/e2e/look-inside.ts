import type { Page } from 'playwright';

/** Waits until the page has answered, and tells what. */
export async function answerOf(page: Page): Promise<string> {
  const verdict = page.locator('.verdict:not([data-answer=""])');
  await verdict.waitFor();
  return (await verdict.getAttribute('data-answer'))!;
}

/** Waits for a certain answer. */
export async function waitForAnswer(page: Page, answer: string): Promise<void> {
  await page.locator(`.verdict[data-answer="${answer}"]`).waitFor();
}

/** The device that computes, as the page says. */
export async function deviceOf(page: Page): Promise<string> {
  return (await page.locator('.device summary strong').textContent())!;
}

/** Chooses a device in the panel and waits until it computes. */
export async function chooseDevice(page: Page, name: string): Promise<void> {
  const panel = page.locator('.device');
  if ((await panel.getAttribute('open')) === null) await panel.locator('summary').click();
  await panel.locator(`input[value=${name}]`).click();
  await panel.locator('summary strong', { hasText: name }).waitFor();
}

/** Draws strokes on the pad with the mouse; points are shares of its width and height. */
export async function draw(
  page: Page,
  strokes: readonly (readonly (readonly [x: number, y: number])[])[],
): Promise<void> {
  const box = (await page.locator('.pad').boundingBox())!;
  for (const stroke of strokes) {
    for (const [index, [x, y]] of stroke.entries()) {
      await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: index === 0 ? 1 : 6 });
      if (index === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }
}

/** A seven, small and in a corner. */
export const SEVEN = [
  [
    [0.1, 0.1],
    [0.32, 0.1],
    [0.2, 0.45],
  ],
] as const;

/** A one, in the middle. */
export const ONE = [
  [
    [0.5, 0.2],
    [0.5, 0.8],
  ],
] as const;
