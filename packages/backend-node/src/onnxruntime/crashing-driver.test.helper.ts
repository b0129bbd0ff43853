// Stands for a driver that takes the process down with it.
if (process.argv[2] === 'webgpu') process.abort();
process.exit(9);
