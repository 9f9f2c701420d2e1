/** Loaded into a measured server: tells over IPC what the process has used so far. */
process.on('message', () => process.send?.({ cpu: process.cpuUsage(), rss: process.memoryUsage.rss() }));
process.channel?.unref();
