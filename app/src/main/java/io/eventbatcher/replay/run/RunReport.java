package io.eventbatcher.replay.run;

/**
 * A run's result in a process.
 *
 * @param note the reason of the end, as a sentence; empty for a run that is done
 */
public record RunReport(String run, RunEnd end, RunProgress progress, String note) {}
