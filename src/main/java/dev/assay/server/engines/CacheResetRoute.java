package dev.assay.server.engines;

/**
 * How an engine's cache of prefixes is emptied.
 *
 * @param path what is posted to, behind the server's address
 * @param remedy what to do where the server does not know the route, without a full stop
 */
public record CacheResetRoute(String path, String remedy) {}
