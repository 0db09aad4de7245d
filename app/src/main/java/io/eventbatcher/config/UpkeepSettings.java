package io.eventbatcher.config;

import java.time.Duration;

/**
 * How an instance keeps house.
 *
 * @param shutdownTimeout the longest a stop may take, 1s to 10m; default 25s
 * @param purgeInterval how often settled batches are deleted from the batches topics, 1s to 1d; default 30s
 */
public record UpkeepSettings(Duration shutdownTimeout, Duration purgeInterval) {}
