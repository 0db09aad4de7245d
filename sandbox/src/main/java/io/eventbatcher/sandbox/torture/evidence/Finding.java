package io.eventbatcher.sandbox.torture.evidence;

/**
 * One thing that should not be.
 *
 * @param what a sentence with the event, the requests, the instances and the times
 */
public record Finding(Check check, String what) {}
