package io.eventbatcher.sandbox.torture.evidence;

/**
 * A broken promise.
 *
 * @param what a sentence with the event, the requests, the instances and the times
 */
public record Finding(Check check, String what) {}
