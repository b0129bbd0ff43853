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
