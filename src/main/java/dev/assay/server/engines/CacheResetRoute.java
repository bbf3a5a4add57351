package dev.assay.server.engines;

/**
 * The route that empties an engine's prefix cache.
 *
 * @param path the path of the POST request, after the server's address
 * @param remedy what to do if the server does not have the route, without a full stop
 */
public record CacheResetRoute(String path, String remedy) {}
