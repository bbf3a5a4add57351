/**
 * Servers that the gate starts and stops: processes and containers. In: a command or an image. Out: a {@link
 * dev.assay.server.launch.LaunchedServer} that listens, and how it ended. Never: a request for tokens, a verdict. Start at ServerLauncher.
 */
@org.jspecify.annotations.NullMarked
package dev.assay.server.launch;
