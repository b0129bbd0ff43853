/**
 * A reader that has seen enough (`cv models | head -1`) closes the pipe: that ends the program quietly, as it ends every tool of the
 * shell. A closed stderr is only mute.
 */
export function tolerateClosedPipes(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
