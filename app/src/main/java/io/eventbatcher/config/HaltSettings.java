package io.eventbatcher.config;

import java.time.Duration;

/**
 * When a route stops because the fault is not with its events, and how it finds out that it may go on.
 *
 * @param probeFirst the time from a halt to the first probe; default 5s
 * @param probeMost the longest time between two probes; default 1m
 * @param rejectedInputs so many inputs in a row rejected one by one halt the route; default 20, 0 for never
 * @param rejectedBatches from so many batches at least; default 3
 * @param judgeAfter the longest that fewer rejections are held back when nothing is accepted; default 30s
 */
public record HaltSettings(
        Duration probeFirst, Duration probeMost, int rejectedInputs, int rejectedBatches, Duration judgeAfter) {}
